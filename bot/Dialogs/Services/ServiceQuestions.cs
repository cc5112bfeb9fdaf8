using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Units;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>The questions that several dialogs about services ask.</summary>
internal static class ServiceQuestions
{
    private const int NameLength = 80;

    public static Question Which(Visit visit, Func<Service, bool>? among = null) => new(
        "which", visit.Words[ServicePhrase.Which], new ChoicePrompt([.. visit.Configuration.Services.Where(among ?? (_ => true))
            .OrderBy(service => service.Name, StringComparer.CurrentCultureIgnoreCase).Select(service => new Option(service.Id.Value, service.Name))]))
    {
        Text = visit.Words[ServicePhrase.WhichAsk], IsSubject = true,
    };

    /// <summary>The service that was chosen; null when somebody removed it meanwhile.</summary>
    public static Service? Chosen(Visit visit) => visit.Configuration.Service(new ServiceId(visit["which"]));

    /// <summary>Name, unit, licence, the switch and, while that is on, mailbox and workflow (N-068 to N-070). Null for a service that is to be.</summary>
    public static IEnumerable<Question> Basics(Visit visit, Service? service)
    {
        var (words, configuration) = (visit.Words, visit.Configuration);
        yield return new("name", words[ServicePhrase.Name], new TextPrompt(NameLength)) { Text = words[ServicePhrase.NameAsk], Initial = service?.Name };
        yield return new("unit", words[ServicePhrase.Unit], UnitChoices.Prompt(configuration.Units))
        {
            Text = words[ServicePhrase.UnitAsk], Help = words[UnitPhrase.Help], Initial = service?.Unit.Value ?? Only(configuration.Units, unit => unit.Id.Value),
        };
        yield return new("serviceLicence", words[ServicePhrase.Licence], new YesNoPrompt(words))
        {
            Text = words[ServicePhrase.LicenceAsk], Initial = YesNoPrompt.Of(service?.HasServiceLicence ?? LicencePool.Service(configuration).Free > 0),
        };
        if (!visit.Flag("serviceLicence"))
            yield break;
        var (boxes, flows) = (Mailboxes(visit, service), Workflows(visit));
        yield return new("emailEnabled", words[ServicePhrase.Email], new YesNoPrompt(words))
        {
            Text = words[ServicePhrase.EmailAsk], Initial = YesNoPrompt.Of(service?.EmailEnabled ?? (boxes.Count > 0 && flows.Count > 0)),
        };
        if (!visit.Flag("emailEnabled"))
        {
            if (service is { Mailbox: not null } or { Workflow: not null })
                yield return new("keep", words[ServicePhrase.Keep], new YesNoPrompt(words)) { Text = words[ServicePhrase.KeepAsk], Initial = YesNoPrompt.Yes };
            yield break;
        }

        yield return new("mailbox", words[ServicePhrase.Mailbox], new ChoicePrompt([.. boxes.Select(box => new Option(box.Id.Value, box.Name))]))
        {
            Text = words[ServicePhrase.MailboxAsk], Help = words[ServicePhrase.MailboxHelp], Initial = service?.Mailbox?.Value ?? Only(boxes, box => box.Id.Value),
            Notes = boxes.Count == 0 ? [new Note(CalloutKind.Prerequisite, words[ServicePhrase.NoMailboxFree])] : [],
        };
        yield return new("workflow", words[ServicePhrase.Workflow], new ChoicePrompt([.. flows.Select(flow => new Option(flow.Id.Value, flow.Name))]))
        {
            Text = words[ServicePhrase.WorkflowAsk], Help = words[ServicePhrase.WorkflowHelp], Initial = service?.Workflow?.Value ?? Only(flows, flow => flow.Id.Value),
            Notes = flows.Count == 0 ? [new Note(CalloutKind.Prerequisite, words[ServicePhrase.NoWorkflowVisible])] : [],
        };
    }

    /// <summary>The service with what was answered. What was not asked stays, so that it is there when e-mail is switched on again .</summary>
    public static Service After(Visit visit, Service service)
    {
        var isLicensed = visit.Flag("serviceLicence");
        var isOn = isLicensed && visit.Flag("emailEnabled");
        // Without a licence a service may choose neither (N-002).
        var isKept = isOn || isLicensed && (service is { Mailbox: null, Workflow: null } || visit.Flag("keep"));
        var mailbox = isOn ? new MailboxId(visit["mailbox"]) : isKept ? service.Mailbox : null;
        return service with
        {
            Name = visit["name"], Unit = new UnitId(visit["unit"]), HasServiceLicence = isLicensed, EmailEnabled = isOn, Mailbox = mailbox,
            Workflow = isOn ? new WorkflowId(visit["workflow"]) : isKept ? service.Workflow : null,
            // The address belongs to the former mailbox.
            FromAddress = service.FromAddress is { } from && mailbox is { } id && visit.Configuration.Mailbox(id)?.From(from) is not null ? from : null,
        };
    }

    /// <summary>What stands in the way of e-mail, and how to change it (N-002, N-068).</summary>
    public static IEnumerable<Note> Prerequisites(Visit visit, Service? service)
    {
        var pool = LicencePool.Service(visit.Configuration);
        if (!visit.Flag("serviceLicence"))
            yield return new Note(CalloutKind.Prerequisite, visit.Words.Say(pool.Free > 0 ? ServicePhrase.WithoutLicence : ServicePhrase.NoLicenceFree, pool.Assigned, pool.Total));
        else if (!visit.Flag("emailEnabled"))
        {
            if (Mailboxes(visit, service).Count == 0)
                yield return new Note(CalloutKind.Prerequisite, visit.Words[ServicePhrase.NoMailboxFree]);
            if (Workflows(visit).Count == 0)
                yield return new Note(CalloutKind.Prerequisite, visit.Words[ServicePhrase.NoWorkflowVisible]);
        }
        else if (!visit.Configuration.Tenant.EmailEnabled)
            yield return new Note(CalloutKind.Prerequisite, visit.Words[ServicePhrase.TenantFirst]);
    }

    /// <summary>Persons who may be agents, by name; two of the same name are told apart.</summary>
    /// <param name="present">Of several, those who are chosen so far.</param>
    public static ChoicePrompt Agents(Configuration configuration, Func<User, bool>? among = null, IEnumerable<AgentId>? present = null)
    {
        var people = configuration.Users.Where(user => user.Roles.HasFlag(Roles.Agent)).Where(among ?? (_ => true)).ToList();
        var twice = people.CountBy(user => user.DisplayName, StringComparer.CurrentCultureIgnoreCase).Where(name => name.Value > 1).Select(name => name.Key)
            .ToHashSet(StringComparer.CurrentCultureIgnoreCase);
        return new ChoicePrompt([.. people.OrderBy(user => user.DisplayName, StringComparer.CurrentCultureIgnoreCase).Select(user =>
            new Option(user.Id.Value, twice.Contains(user.DisplayName) ? $"{user.DisplayName} ({user.UserPrincipalName})" : user.DisplayName))])
        {
            IsMany = among is null, Present = [.. (present ?? []).Select(agent => agent.Value)],
        };
    }

    // Inbound ones of the unit or above that no other service has (N-019, N-022).
    private static List<Mailbox> Mailboxes(Visit visit, Service? service) => [.. visit.Configuration.Mailboxes
        .Where(box => box.Direction == MailDirection.Inbound && visit.Configuration.IsVisible(box.Unit, new UnitId(visit["unit"])))
        .Where(box => visit.Configuration.ServiceOf(box.Id) is not { } other || other.Id == service?.Id)
        .OrderBy(box => box.Name, StringComparer.CurrentCultureIgnoreCase)];

    private static List<Workflow> Workflows(Visit visit) => [.. visit.Configuration.Workflows
        .Where(flow => visit.Configuration.IsVisible(flow.Unit, new UnitId(visit["unit"]))).OrderBy(flow => flow.Name, StringComparer.CurrentCultureIgnoreCase)];

    private static string? Only<T>(IReadOnlyList<T> all, Func<T, string> value) => all.Count == 1 ? value(all[0]) : null;
}
