namespace ActorChat.Harness;

/// <summary>Where things stand in this checkout.</summary>
static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program of a project, as it was built together with these tests.</summary>
    public static string Program(string project)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(Root, "src", project, "bin", build.Parent!.Name, build.Name, $"{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build {project} first: there is no {path}.");
    }

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorChat.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests run outside of a checkout.");
    }
}
