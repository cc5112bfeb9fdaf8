using System.Diagnostics.Metrics;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>Counts calls to the Bot Connector by how they ended, so that operators see throttling and people out of reach (teams.md 3.3, 3.4).</summary>
internal sealed class ConnectorMeter
{
    public const string Name = "TeamsEmailBot.Teams";

    private readonly Counter<long> calls;
    private readonly Counter<long> attempts;

    public ConnectorMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        calls = meter.CreateCounter<long>("teamsemailbot.teams.calls", "{call}", "Calls to the Bot Connector, by how they ended after all attempts.");
        attempts = meter.CreateCounter<long>("teamsemailbot.teams.requests", "{request}", "Requests sent to the Bot Connector, every attempt of a call counted.");
    }

    public void Count(ConnectorCall call, Delivery delivery, int requests)
    {
        calls.Add(1, new("call", call.ToString()), new("outcome", delivery.GetType().Name));
        attempts.Add(requests, new KeyValuePair<string, object?>("call", call.ToString()));
    }
}
