namespace TeamsEmailBot.Tests.Support;

/// <summary>Where the sources are, for tests that read them.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    /// <summary>A file or folder below the root.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TeamsEmailBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
