using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Where a person is in a dialog; all there is to remember.</summary>
internal sealed record DialogState
{
    /// <summary>How long a dialog waits for its next answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Verb of the dialog; null when none is under way.</summary>
    public string? Dialog { get; init; }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<GivenAnswer> Answers { get; init; } = [];

    /// <summary>The question that is asked again from the summary.</summary>
    public string? Changing { get; init; }

    /// <summary>Initial values as the person saw them; when one differs later, somebody else changed the record meanwhile.</summary>
    public IReadOnlyDictionary<string, string> Seen { get; init; } = new Dictionary<string, string>();

    /// <summary>Rises with every step and never starts again, so that a button of an earlier card is known as such.</summary>
    public long Turn { get; init; }

    public DateTimeOffset TouchedAt { get; init; }

    /// <summary>The verb that is shown again after the end, for example of the guide that led here.</summary>
    public string? Within { get; init; }

    /// <summary>The card that shows the present step.</summary>
    public CardPlace? Card { get; init; }

    public string? AnswerTo(string key) => Answers.FirstOrDefault(answer => answer.Key == key)?.Value;

    public bool IsOver(DateTimeOffset now) => Dialog is null || now - TouchedAt > Lifetime;
}

/// <summary>An answer in its canonical form.</summary>
internal sealed record GivenAnswer(string Key, string Value);

/// <summary>An activity in a chat.</summary>
internal sealed record CardPlace(string Conversation, string Activity);

/// <summary>The dialogs that are under way, one for each person.</summary>
internal sealed class DialogTable(IEntityStore store)
{
    private const string Partition = "dialogs";

    public async ValueTask<Stored<DialogState>?> FindAsync(AgentId person, CancellationToken cancellation) =>
        await store.ReadAsync(Partition, Row(person), DialogJson.Default.DialogState, cancellation);

    /// <summary>False when another click was faster.</summary>
    public async ValueTask<bool> WriteAsync(AgentId person, Stored<DialogState>? before, DialogState after, CancellationToken cancellation)
    {
        var write = before is null
            ? EntityWrite.Insert(Row(person), after, DialogJson.Default.DialogState)
            : EntityWrite.Update(before, after, DialogJson.Default.DialogState);
        return (await store.CommitAsync(Partition, [write], cancellation)).Applied;
    }

    /// <summary>Forgets what was answered in dialogs that nobody went on with in time: it may name people (I6).</summary>
    public async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await foreach (var stored in store.ScanAsync(Partition, RowRange.All, DialogJson.Default.DialogState, cancellation))
            if (stored.Value is { Dialog: not null } state && state.IsOver(now))
                await store.CommitAsync(Partition, [EntityWrite.Update(stored, new DialogState { Turn = state.Turn + 1 }, DialogJson.Default.DialogState)], cancellation);
    }

    private static string Row(AgentId person) => $"dialog~{person}";
}

/// <summary>JSON of the dialogs under way.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DialogState))]
internal sealed partial class DialogJson : JsonSerializerContext;
