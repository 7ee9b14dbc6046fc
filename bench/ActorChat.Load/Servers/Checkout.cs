namespace ActorChat.Load.Servers;

/// <summary>Where the programs stand that were built with this one.</summary>
static class Checkout
{
    /// <summary>The node.</summary>
    public static string Node =>
        Environment.GetEnvironmentVariable("ACTORCHAT_LOAD_NODE") is { Length: > 0 } other ? other : Program("ActorChat.Node");

    /// <summary>This program.</summary>
    public static string Load => Path.Combine(AppContext.BaseDirectory, "ActorChat.Load.dll");

    /// <summary>The folder with the solution.</summary>
    public static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "ActorChat.sln"))) return folder.FullName;
            }
            throw new DirectoryNotFoundException(
                "The generator runs outside of a checkout: name the node's program in ACTORCHAT_LOAD_NODE.");
        }
    }

    static string Program(string project)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(Root, "src", project, "bin", build.Parent!.Name, build.Name, $"{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build {project} first: there is no {path}.");
    }
}
