using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TeamsEmailBot.Bot.Cards.Elements;

/// <summary>
/// The root of an Adaptive Card as Teams renders it (teams.md 4). Version 1.5 is what every source agrees on; a client below it shows
/// <see cref="FallbackText"/> alone. Buttons stand in <see cref="ActionSet"/>s, because old clients ignore fallbacks of root actions (teams.md 4.3).
/// </summary>
internal sealed record AdaptiveCard
{
    /// <summary>Most bytes of UTF-8 a card may have: far below every limit that Teams ever documented (F-57).</summary>
    public const int Budget = 24 * 1024;

    // Letters of every script as they are: escaping would triple a Greek mail.
    private static readonly CardJson Wire = new(new JsonSerializerOptions(CardJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    [JsonPropertyOrder(-9)]
    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema"), JsonPropertyOrder(-8)]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    [JsonPropertyOrder(-7)]
    public string Version { get; } = "1.5";

    [JsonPropertyOrder(-6)]
    public required string FallbackText { get; init; }

    [JsonPropertyName("msteams"), JsonPropertyOrder(-5)]
    public TeamsWidth Teams { get; } = new();

    [JsonPropertyOrder(-4)]
    public Refresh? Refresh { get; init; }

    public required IReadOnlyList<CardElement> Body { get; init; }

    /// <summary>What goes over the wire.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Wire.AdaptiveCard);

    /// <summary>The same as a tree, to be put into an answer.</summary>
    public JsonNode ToNode() => JsonSerializer.SerializeToNode(this, Wire.AdaptiveCard)!;

    /// <summary>Size in bytes of UTF-8, measured and not guessed.</summary>
    public int Measure() => JsonSerializer.SerializeToUtf8Bytes(this, Wire.AdaptiveCard).Length;
}

/// <summary>Uses the whole width of the chat.</summary>
internal sealed record TeamsWidth
{
    public string Width { get; } = "Full";
}

/// <summary>Lets Teams fetch the present card when a listed person looks at it; heals missed updates (teams.md 4.4).</summary>
/// <param name="UserIds">Teams' <c>29:</c> ids; an empty list offers "Refresh card" in the menu only.</param>
internal sealed record Refresh(CardAction Action, IReadOnlyList<string> UserIds);
