namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>Which table of which account, and how patient we are with it.</summary>
internal sealed record TablesSettings(TablesAccount Account, string Table)
{
    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is sent at most before the store counts as unavailable.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Longest pause before the second attempt; doubles with every further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);
}
