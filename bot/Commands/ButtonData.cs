using System.Text.Json;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What came back from a card. It may be forged or years old, so everything is optional and nothing of it is believed (I9).</summary>
internal sealed record ButtonData(string Verb, TaskKey? Task, long Version, string Text, bool ToAll)
{
    private const int LongestId = 100;

    /// <summary>RFC 5321.</summary>
    private const int LongestAddress = 320;

    /// <summary>The address that an answer shall leave from; null = the usual one.</summary>
    public string? From { get; init; }

    /// <summary>The mailbox that an administrator's button is about.</summary>
    public MailboxId? Mailbox { get; init; }

    /// <summary>The record that a list or a dialog is opened for, or the answer that a button stands for.</summary>
    public string? About { get; init; }

    /// <summary>What was chosen in the card's form.</summary>
    public string? Choice { get; init; }

    /// <inheritdoc cref="Choice"/>
    public string? Kind { get; init; }

    /// <summary>The card that was clicked, as Teams says.</summary>
    public CardPlace? Card { get; init; }

    /// <summary>Reads the data of a button; null when there is no verb in it.</summary>
    /// <param name="verb">The verb that an Execute names beside its data.</param>
    public static ButtonData? Read(JsonElement? data, string? verb = null)
    {
        var given = data is { ValueKind: JsonValueKind.Object } value ? value : default;
        verb ??= String(given, "verb");
        if (string.IsNullOrEmpty(verb) || verb.Length > LongestId)
            return null;
        TaskKey? task = Id(given, "s") is { } service && Id(given, "t") is { } id ? new TaskKey(new ServiceId(service), new TaskId(id)) : null;
        return new ButtonData(verb, task, Number(given, "v"), String(given, CardInputs.Text) ?? "", IsTrue(given, CardInputs.ToAll))
        {
            From = String(given, CardInputs.From) is { Length: > 0 and <= LongestAddress } from ? from : null,
            About = Id(given, "x"),
            Choice = Id(given, CardInputs.Choice),
            Kind = Id(given, CardInputs.Kind),
            Mailbox = Id(given, "m") is { } mailbox ? new MailboxId(mailbox) : null,
        };
    }

    /// <summary>Reads <c>value.action</c> of an <c>adaptiveCard/action</c>.</summary>
    public static ButtonData? ReadAction(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object
            ? Read(action.TryGetProperty("data", out var data) ? data : null, String(action, "verb"))
            : null;

    /// <summary>True when Teams asked by itself and nobody clicked (teams.md 4.4).</summary>
    public static bool IsAutomatic(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } given && String(given, "trigger") == "automatic";

    private static string? String(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Ids become keys of the store, which refuses some characters; ours have letters, digits and hyphens.
    private static string? Id(JsonElement data, string name) =>
        String(data, name) is { Length: > 0 and <= LongestId } id && id.All(letter => char.IsLetterOrDigit(letter) || letter == '-') ? id : null;

    private static long Number(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : -1;

    private static bool IsTrue(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));
}
