using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Flows;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>
/// The last station of <c>setup</c>: e-mail on, licences, agents, a workflow from the template and the first service, all in one act, so that nothing is left half done
/// (N-001, N-008 to N-012, N-063 to N-071).
/// </summary>
internal sealed class SetupServiceDialog(SetupSurvey survey, ServiceReport report, IDirectory directory) : Dialog
{
    /// <summary>The app may open other mailboxes as well; only to try things (N-029).</summary>
    public const string Test = "test";

    public const string Live = "live";

    /// <summary>Before the name of a template; no workflow has an id with a full stop.</summary>
    private const string New = "new.";

    private const int MostAgents = 50;
    private const int MostLicences = 100_000;

    // The templates that need nothing else to be told (N-066).
    private static readonly WorkflowTemplate[] Templates = [WorkflowTemplate.Straight, WorkflowTemplate.VipFirst, WorkflowTemplate.LanguageSplit];

    public override string Verb => DialogVerbs.SetupService;

    public override string Title(Words words) => words[SetupPhrase.ServiceTitle];

    public override string ConfirmTitle(Words words) => words[ServicePhrase.SaveApply];

    public override IEnumerable<Note> Consequences(Visit visit) =>
    [
        new Note(CalloutKind.Note, visit.Words.Say(SetupPhrase.ServiceConsequence, SafeText.Line(SetupPicture.NextIn(visit.Configuration)?.Name ?? "–", CardParts.NameLength))),
        .. visit["purpose"] == Test ? [new Note(CalloutKind.Caution, visit.Words[SetupPhrase.ServiceTest])] : Array.Empty<Note>(),
    ];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, now) = (visit.Words, visit.Configuration);
        if (SetupPicture.NextIn(now) is not { } mailbox)
            return new Ending.Done(new Note(CalloutKind.Note, words[DialogPhrase.NothingChanged]));
        // Activation waits for a green check, unless it is only a test (G-063, N-029).
        if (visit["purpose"] == Live && !(await survey.LookAsync(now, cancellation)).IsLimited)
            return new Ending.Refused([("purpose", words[SetupPhrase.NotLimited])]);
        var changes = new List<AdminCommand>
        {
            new SetTenant(now.Tenant with
            {
                EmailEnabled = true, TimeZone = visit["timeZone"], EmailLicences = Math.Max(now.Tenant.EmailLicences, visit.Number("emailLicences")),
                ServiceLicences = Math.Max(now.Tenant.ServiceLicences, visit.Number("serviceLicences")),
            }),
        };
        var agents = new List<AgentId>();
        foreach (var account in AccountsPrompt.Split(visit["agents"]))
        {
            var id = new AgentId(PersonPrompt.IdOf(account));
            agents.Add(id);
            if (now.User(id) is { } known)
            {
                changes.Add(new ChangeUser(known with { Roles = known.Roles | Roles.Agent, HasEmailLicence = true }));
                continue;
            }

            var found = await directory.FindAsync(id.Value, cancellation);
            if (!found.Succeeded)
                return new Ending.Refused([("agents", words.Say(DialogPhrase.DirectoryFails, found.Failure.Code))]);
            changes.Add(new AddUser(new User
            {
                Id = id, DisplayName = found.Value.DisplayName, UserPrincipalName = found.Value.UserPrincipalName, Roles = Roles.Agent, HasEmailLicence = true, IsGuest = found.Value.IsGuest,
            }));
        }

        if (visit["purpose"] == Test && !mailbox.IsPilot)
            changes.Add(new ChangeMailbox(mailbox.Id, mailbox with { IsPilot = true }));
        var workflow = now.Workflow(new WorkflowId(visit["workflow"]));
        if (workflow is null)
        {
            var template = Enum.Parse<WorkflowTemplate>(visit["workflow"][New.Length..]);
            var title = AddWorkflowDialog.TitleOf(words, template);
            workflow = WorkflowTemplates.Create(template, new WorkflowId(RecordIds.For(title, now.Workflows.Select(other => other.Id.Value))), title, mailbox.Unit);
            changes.Add(new AddWorkflow(workflow));
        }

        var service = new ServiceId(RecordIds.For(visit["name"], now.Services.Select(other => other.Id.Value)));
        changes.Add(new AddService(new Service
        {
            Id = service, Name = visit["name"], Unit = mailbox.Unit, HasServiceLicence = true, EmailEnabled = true, Mailbox = mailbox.Id, Workflow = workflow.Id,
            Agents = [.. agents.Select(agent => new ServiceAgent(agent))], OpeningHours = Core.Services.Calendar.AlwaysOpen with { TimeZone = visit["timeZone"] },
        }));
        return await report.SaveAsync(visit, new ChangeTogether(changes), service, ServicePhrase.Added, cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        var (words, now) = (visit.Words, visit.Configuration);
        yield return new Question("purpose", words[SetupPhrase.Purpose], new ChoicePrompt([new(Live, words[SetupPhrase.PurposeLive]), new(Test, words[SetupPhrase.PurposeTest])]))
        {
            Text = words[SetupPhrase.PurposeAsk],
        };
        var agents = now.Users.Where(user => user.Roles.HasFlag(Roles.Agent) && user.HasEmailLicence).ToList();
        var one = new PersonPrompt(directory, (account, reader) => account.IsGuest && !now.Tenant.AllowGuests ? reader[SetupPhrase.NoGuests] : null, now.Tenant.PeopleFilter);
        yield return new Question("agents", words[ServicePhrase.Agents], new AccountsPrompt(one, MostAgents))
        {
            Text = words[SetupPhrase.AgentsAsk], Help = words[SetupPhrase.AgentsHelp],
            Initial = agents.Count > 0 ? AccountsPrompt.Join(agents.Select(user => PersonPrompt.Canonical(user.Id.Value, user.UserPrincipalName))) : null,
        };
        var chosen = AccountsPrompt.Split(visit["agents"]).Select(PersonPrompt.IdOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var needed = now.Users.Count(user => user.HasEmailLicence && !chosen.Contains(user.Id.Value)) + chosen.Count;
        yield return new Question("emailLicences", words[SetupPhrase.EmailLicences], new NumberPrompt(needed, MostLicences))
        {
            Text = words.Say(SetupPhrase.EmailLicencesAsk, needed), Help = words[SetupPhrase.LicencesHelp],
            Initial = now.Tenant.EmailLicences >= needed ? now.Tenant.EmailLicences.ToString(CultureInfo.InvariantCulture) : null,
        };
        var services = LicencePool.Service(now);
        yield return new Question("serviceLicences", words[SetupPhrase.ServiceLicences], new NumberPrompt(services.Assigned + 1, MostLicences))
        {
            Text = words[SetupPhrase.ServiceLicencesAsk], Help = words[SetupPhrase.LicencesHelp],
            Initial = Math.Max(services.Total, services.Assigned + 1).ToString(CultureInfo.InvariantCulture),
        };
        yield return new Question("name", words[ServicePhrase.Name], new TextPrompt(CardParts.NameLength))
        {
            Text = words[ServicePhrase.NameAsk], Initial = SetupPicture.NextIn(now)?.Name ?? "",
        };
        var flows = SetupPicture.NextIn(now) is { } box ? now.Workflows.Where(flow => now.IsVisible(flow.Unit, box.Unit)).ToList() : [];
        yield return new Question("workflow", words[ServicePhrase.Workflow], new ChoicePrompt(
        [
            .. flows.Select(flow => new Option(flow.Id.Value, flow.Name)),
            .. Templates.Select(template => new Option(New + template, AddWorkflowDialog.TitleOf(words, template))),
        ]))
        {
            Text = words[ServicePhrase.WorkflowAsk], Help = words[ServicePhrase.WorkflowHelp], Initial = flows.Count > 0 ? flows[0].Id.Value : New + WorkflowTemplate.Straight,
        };
        // What Teams says of the administrator's own clock, until somebody chose one for the tenant.
        yield return new Question("timeZone", words[SetupPhrase.TimeZone], new TimeZonePrompt())
        {
            Text = words[SetupPhrase.TimeZoneAsk], Initial = now.Tenant.TimeZone == new TenantSettings().TimeZone && visit.Person.Reader.Zone.HasIanaId ? visit.Person.Reader.Zone.Id : now.Tenant.TimeZone,
        };
    }
}
