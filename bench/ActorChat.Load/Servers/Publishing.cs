using System.Diagnostics;

namespace ActorChat.Load.Servers;

/// <summary>Publishes a project, as the README tells operators to.</summary>
static class Publishing
{
    /// <summary>The folder with what was published; made anew.</summary>
    /// <param name="project">Such as ActorChat.Node.</param>
    /// <param name="profile">One of the project's publish profiles, or null for none.</param>
    public static async Task<string> Publish(string project, string? profile, string into)
    {
        var folder = Path.Combine(into, $"{project}-{profile ?? "plain"}");
        string[] arguments =
        [
            "publish", Path.Combine(Checkout.Root, "src", project), "-c", "Release", "-v", "q", "--nologo", "-o", folder,
            .. profile is null ? (string[])[] : [$"-p:PublishProfile={profile}"],
        ];
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException($"publishing {project} failed: {output}{await error}");
    }
}
