using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>One message in a personal chat, as that person sees it. A snapshot: it does not change.</summary>
/// <param name="Card">The Adaptive Card, or null.</param>
/// <param name="IsAnswerCard">The card came as the answer to this person's click and stands in place of the stored one until the next update (teams.md 2.4).</param>
/// <param name="Notice">Small message under the card from an invoke answer.</param>
public sealed record ChatActivity(
    string Id,
    bool FromBot,
    string? Text,
    JsonObject? Card,
    string? Summary,
    DateTimeOffset Time,
    DateTimeOffset? UpdatedAt,
    bool IsAnswerCard = false,
    string? Notice = null)
{
    /// <summary>Everything a person can read in it; for "a card that contains ...".</summary>
    public string Words => string.Join('\n', new[] { Text, Summary, Notice, Card?.ToJsonString(Readable) }.Where(w => w is not null));

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>True when the activity shows <paramref name="text"/> (case matters).</summary>
    public bool Contains(string text) => Words.Contains(text, StringComparison.Ordinal);

    /// <summary>All actions of the card by verb: Action.Execute by its verb, others by the verb in their data.</summary>
    public IReadOnlyList<CardAction> Actions => Card is null ? [] : [.. CardAction.FindAll(Card)];

    /// <summary>The action with this verb; throws when the card has none.</summary>
    public CardAction Action(string verb) => Actions.FirstOrDefault(a => a.Verb == verb)
        ?? throw new InvalidOperationException($"The card has no action '{verb}', only: {string.Join(", ", Actions.Select(a => a.Verb))}.");
}
