using System.Diagnostics.Metrics;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Counts what goes to Graph, so that operators see requests per mailbox against its limits (graph.md 7.1).</summary>
internal sealed class GraphMeter
{
    public const string Name = "TeamsEmailBot.Graph";
    public const string Requests = "teamsemailbot.graph.requests";
    public const string Duration = "teamsemailbot.graph.duration";

    private readonly Counter<long> requests;
    private readonly Histogram<double> duration;

    public GraphMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        requests = meter.CreateCounter<long>(Requests, "{request}", "Requests sent to Microsoft Graph.");
        duration = meter.CreateHistogram<double>(Duration, "s", "Time from sending a request to the end of its answer.");
    }

    /// <param name="scope">A mailbox's object id or a workload; never an address.</param>
    /// <param name="status">HTTP status, 0 when no answer came.</param>
    public void Count(string operation, string scope, int status, TimeSpan took)
    {
        requests.Add(1, new("operation", operation), new("scope", scope), new("status", status));
        duration.Record(took.TotalSeconds, new("operation", operation), new("status", status));
    }
}
