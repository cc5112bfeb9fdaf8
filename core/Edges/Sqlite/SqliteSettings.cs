namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>How a database file is used. <paramref name="Path"/> is made absolute, so that a later change of the working directory moves nothing.</summary>
internal sealed record SqliteSettings(string Path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(Path);

    /// <summary>How long to wait for another program's write lock before the commits fail. Whole seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest size of the file in pages of 4 KiB; null = as far as the disk goes.</summary>
    public int? MaxPages { get; init; }

    /// <summary>Commits that share one fsync at most; more only lengthens the wait of the first.</summary>
    public int GroupSize { get; init; } = 512;
}
