namespace TeamsEmailBot.Sandbox.Wire;

/// <summary>Who called whom.</summary>
public static class WireDirection
{
    public const string BotToGraph = "bot->graph";
    public const string GraphToBot = "graph->bot";
    public const string BotToTeams = "bot->teams";
    public const string TeamsToBot = "teams->bot";
}

/// <summary>One request and its answer as they went over the wire; no bodies, no tokens.</summary>
/// <param name="N">Rising number.</param>
/// <param name="Status">Status code of the answer; 0 when there was none.</param>
/// <param name="Summary">One phrase for people, for example "read message" or "offer card for Megan Bowen".</param>
/// <param name="Kind">Method and route, for example <c>GET users/{user}/messages/{message}</c>: requests are counted by it.</param>
/// <param name="Mailbox">Id of the mailbox, null where none is concerned.</param>
/// <param name="Query">Query string of a Graph request, unescaped; not shown on the page.</param>
public sealed record WireEntry(
    long N,
    DateTimeOffset Time,
    string Direction,
    string Method,
    string Path,
    int Status,
    long Milliseconds,
    long RequestBytes,
    long ResponseBytes,
    string Summary,
    string Kind,
    string? Mailbox = null,
    string Query = "");
