using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Trail;

/// <summary>Changes of the configuration in words. Fields keep the names that they have in the configuration document.</summary>
internal static class ChangeWords
{
    private const int MostFields = 12;

    /// <summary>What happened to a record, for example <c>Service Customer Help changed: offerSeconds 60 → 90</c>.</summary>
    public static string Of(Words words, AuditedChange change, Configuration configuration)
    {
        var record = $"{Kind(words, change.Kind)} {Name(change, configuration)}".TrimEnd();
        return change.Effect switch
        {
            AuditedEffect.Added => words.Say(TrailPhrase.Added, record),
            AuditedEffect.Removed => words.Say(TrailPhrase.Removed, record),
            _ => words.Say(TrailPhrase.Changed, record, string.Join("; ", Fields(words, change))),
        };
    }

    /// <summary>What a record of a kind is called.</summary>
    public static string Kind(Words words, string kind) => kind switch
    {
        "tenant" => words[TrailPhrase.Tenant],
        "unit" => words[TrailPhrase.Unit],
        "user" => words[TrailPhrase.User],
        "mailbox" => words[TrailPhrase.Mailbox],
        "workflow" => words[TrailPhrase.Workflow],
        "service" => words[TrailPhrase.Service],
        _ => kind,
    };

    private static IEnumerable<string> Fields(Words words, AuditedChange change)
    {
        foreach (var field in change.Fields.Take(MostFields))
            yield return change.Values.FirstOrDefault(value => value.Field == field) is { } value
                ? $"{field} {Value(words, value.Before)} → {Value(words, value.After)}"
                : field;
        if (change.Fields.Count > MostFields)
            yield return "…";
    }

    private static string Value(Words words, string? value) =>
        string.IsNullOrEmpty(value) ? words[DialogPhrase.Nothing] : SafeText.Line(value, CardParts.NameLength);

    // The name that the record has now; of one that is gone its id is left.
    private static string Name(AuditedChange change, Configuration configuration)
    {
        var name = change.Kind switch
        {
            "unit" => configuration.Units.FirstOrDefault(unit => unit.Id.Value == change.Id)?.Name,
            "user" => configuration.User(new AgentId(change.Id))?.DisplayName,
            "mailbox" => configuration.Mailbox(new MailboxId(change.Id))?.Name,
            "workflow" => configuration.Workflow(new WorkflowId(change.Id))?.Name,
            "service" => configuration.Service(new ServiceId(change.Id))?.Name,
            _ => null,
        };
        return SafeText.Line(name ?? change.Id, CardParts.NameLength);
    }
}
