using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>An answer of the connector before it is written.</summary>
internal sealed record ConnectorAnswer(int Status, JsonNode? Json = null)
{
    /// <summary>A picture, in place of JSON.</summary>
    public PastedPicture? Picture { get; init; }
}
