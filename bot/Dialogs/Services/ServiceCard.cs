using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Setup;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Draws one service with all its settings.</summary>
internal sealed class ServiceCard(ServiceCensus census, IAgentDesk desk, TimeProvider time)
{
    private const int MostAgents = 15;
    private const int TextLength = 160;

    public async Task<AdaptiveCard> DrawAsync(Reader reader, Configuration current, Service service, MailboxStatus? mailbox, CancellationToken cancellation)
    {
        var words = reader.Words;
        var isLive = ServiceWords.Against(current, service).Count == 0;
        List<CardElement> body =
        [
            CardParts.Heading(words[ServicePhrase.ServiceTitle]),
            new RichTextBlock([new TextRun(SafeText.Line(service.Name, CardParts.NameLength)) { Size = TextSize.Medium, Weight = TextWeight.Bolder }]),
            new RichTextBlock([new TextRun(ServiceWords.Life(words, current, service)) { Color = isLive ? TextColor.Good : TextColor.Attention }]),
            .. Basics(words, current, service),
        ];
        if (mailbox is not null)
            body.AddRange(Mailbox(reader, mailbox));
        var open = await census.CountAsync(service.Id, cancellation);
        body.Add(CardParts.Field($"{words[ServicePhrase.TasksLabel]}:", words.Say(ServicePhrase.TasksValue, open.Waiting, open.Held)));
        body.AddRange(await AgentsAsync(words, current, service, cancellation));
        body.AddRange(Rules(words, service));
        body.AddRange(Buttons(words, service));
        return new AdaptiveCard { FallbackText = words[ServicePhrase.ServiceTitle], Body = body };
    }

    private static IEnumerable<CardElement> Basics(Words words, Configuration current, Service service)
    {
        yield return Field(words, ServicePhrase.Unit, ServicesBoard.UnitOf(current, service));
        yield return Field(words, ServicePhrase.Licence, YesNo(words, service.HasServiceLicence));
        yield return Field(words, ServicePhrase.Email, YesNo(words, service.EmailEnabled));
        // What is not on has no settings to look at (X-017).
        if (!service.EmailEnabled)
            yield break;
        var mailbox = service.Mailbox is { } id ? current.Mailbox(id) : null;
        yield return Field(words, ServicePhrase.Mailbox, mailbox is null ? words[DialogPhrase.Nothing] : $"{mailbox.Name} <{mailbox.UserPrincipalName}>");
        yield return Field(words, ServicePhrase.Workflow, service.Workflow is { } flow ? current.Workflow(flow)?.Name : words[DialogPhrase.Nothing]);
        if (mailbox is not null)
            yield return Field(words, ServicePhrase.From, service.FromAddress ?? words.Say(ServicePhrase.FromOwn, mailbox.UserPrincipalName));
    }

    private static IEnumerable<CardElement> Mailbox(Reader reader, MailboxStatus status)
    {
        var (words, condition) = (reader.Words, status.Diagnosis.Condition);
        if (condition is MailboxCondition.Fine or MailboxCondition.Polling or MailboxCondition.Off)
        {
            yield return Field(words, ServicePhrase.MailboxState, MailboxWords.Cause(words, condition));
            yield break;
        }

        yield return Callout.Of(reader, CalloutKind.Caution, $"{MailboxWords.Cause(words, condition)} {MailboxWords.Remedy(words, condition)} {AccessWords.Owner(words, status.Diagnosis.Owner)}");
        yield return new ActionSet([CardParts.Button(reader, Phrase.AlertRetry, CardVerbs.MailboxRetry, status.Mailbox.Id)]);
    }

    private async Task<IReadOnlyList<CardElement>> AgentsAsync(Words words, Configuration current, Service service, CancellationToken cancellation)
    {
        var onDuty = await census.OnDutyAsync(cancellation);
        List<CardElement> lines = [Field(words, ServicePhrase.Agents, words.Say(ServicePhrase.AgentsOnDuty, service.AgentIds.Count(onDuty.Contains), service.Agents.Count))];
        if (service.EmailEnabled && ServiceWords.Concern(current, service) is { } concern)
            lines.Add(new RichTextBlock([new TextRun(words[concern]) { Color = TextColor.Attention }]) { Spacing = Spacing.None });
        foreach (var member in service.Agents.Take(MostAgents))
        {
            var user = current.User(member.Agent);
            List<string> facts = [words[onDuty.Contains(member.Agent) ? ServicePhrase.OnDuty : ServicePhrase.OffDuty]];
            if (user is { HasEmailLicence: false })
                facts.Add(words[ServicePhrase.AgentUnlicensed]);
            if (await desk.UnreachableAsync(member.Agent, cancellation) is not null)
                facts.Add(words[ServicePhrase.AgentUnreachable]);
            facts.Add(words.Say(ServicePhrase.PriorityIs, member.Priority));
            facts.AddRange(member.Skills.Select(skill => SafeText.Line(SkillsPrompt.Write(skill), CardParts.NameLength)));
            lines.Add(CardParts.Small($"{SafeText.Line(user?.DisplayName ?? member.Agent.Value, CardParts.NameLength)}: {SafeText.Cut(string.Join(", ", facts), CardParts.SubjectLength)}") with { Spacing = Spacing.None });
        }

        if (service.Agents.Count > MostAgents)
            lines.Add(CardParts.Small(words.Say(ServicePhrase.AgentsMore, service.Agents.Count - MostAgents)) with { Spacing = Spacing.None });
        return lines;
    }

    private IEnumerable<CardElement> Rules(Words words, Service service)
    {
        var (distribution, hours) = (service.Distribution, service.OpeningHours);
        yield return Field(words, ServicePhrase.DistributionButton, words.Say(
            ServicePhrase.DistributionValue, distribution.OfferSeconds, distribution.MissesUntilOffDuty, distribution.TasksPerAgent, ServiceWords.Of(words, distribution.Order)));
        yield return Field(words, ServicePhrase.LastAgent, YesNo(words, distribution.LastAgentFirst));
        yield return Field(words, ServicePhrase.PresenceLabel, words.Say(
            ServicePhrase.PresenceValue, YesNo(words, distribution.DeliverWhenBusy), YesNo(words, distribution.DeliverInMeeting), YesNo(words, distribution.DeliverWhenAway)));
        yield return Field(words, ServicePhrase.Hours, $"{new HoursPrompt().Show(HoursPrompt.Write(hours.Hours), words)} ({hours.TimeZone}). {words[hours.IsOpen(time.GetUtcNow()) ? ServicePhrase.OpenNow : ServicePhrase.ClosedNow]}");
        if (hours.Holidays.Count > 0)
            yield return Field(words, ServicePhrase.Holidays, string.Join("; ", hours.Holidays.Select(HolidaysPrompt.Write)));
        yield return Field(words, ServicePhrase.Acknowledgement, service.Acknowledgement.Length > 0 ? service.Acknowledgement : words[DialogPhrase.Nothing]);
        yield return Field(words, ServicePhrase.Signature, service.Signature.Length > 0 ? service.Signature : words[DialogPhrase.Nothing]);
        yield return Field(words, ServicePhrase.Reopen, service.ReopenDays.ToString(words.Culture));
        yield return Field(words, ServicePhrase.Bulk, YesNo(words, service.SortOutBulk));
        if (service.BlockedSenders.Count > 0)
            yield return Field(words, ServicePhrase.Blocked, string.Join("; ", service.BlockedSenders));
        var targets = service.Targets.Normal;
        if (targets != TargetTimes.None)
            yield return CardParts.Field($"{words[DeadlinePhrase.TargetsButton]}:", words.Say(DeadlinePhrase.TargetsValue, Minutes(words, targets.FirstAnswerMinutes), Minutes(words, targets.FinishMinutes)));
        var thresholds = service.Thresholds;
        if (thresholds is not { QueueLength: null, OldestMinutes: null })
            yield return Field(words, ServicePhrase.ThresholdsButton, words.Say(
                ServicePhrase.ThresholdsValue, thresholds.QueueLength?.ToString(words.Culture) ?? "–", thresholds.OldestMinutes?.ToString(words.Culture) ?? "–"));
    }

    private static IEnumerable<CardElement> Buttons(Words words, Service service)
    {
        yield return new ActionSet(
        [
            Button(ServicePhrase.EditButton, DialogVerbs.ChangeService), Button(ServicePhrase.AgentsButton, DialogVerbs.ServiceAgents),
            Button(ServicePhrase.SkillsButton, DialogVerbs.ServiceSkills), Button(ServicePhrase.DistributionButton, DialogVerbs.ServiceDistribution),
            Button(ServicePhrase.HoursButton, DialogVerbs.ServiceHours), Button(ServicePhrase.MailButton, DialogVerbs.ServiceMail),
        ]);
        yield return new ActionSet(
        [
            CardParts.Button(words[DeadlinePhrase.TargetsButton], new ActionData(DialogVerbs.ServiceTargets, X: service.Id.Value)),
            Button(ServicePhrase.ThresholdsButton, DialogVerbs.ServiceThresholds),
            service.Suspended ? Button(ServicePhrase.ResumeButton, DialogVerbs.ResumeService) : Button(ServicePhrase.SuspendButton, DialogVerbs.SuspendService),
            Button(ServicePhrase.RemoveButton, DialogVerbs.RemoveService),
            CardParts.Button(words[ServicePhrase.AllButton], new ActionData(DialogVerbs.Services)),
        ]);

        CardAction Button(ServicePhrase title, string verb) => CardParts.Button(words[title], new ActionData(verb, X: service.Id.Value));
    }

    private static RichTextBlock Field(Words words, ServicePhrase label, string? value) => CardParts.Field($"{words[label]}:", SafeText.Line(value, TextLength));

    private static string Minutes(Words words, int? minutes) => minutes is { } some ? MinutesPrompt.Show(words, some) : "–";

    private static string YesNo(Words words, bool value) => words[value ? DialogPhrase.Yes : DialogPhrase.No];
}
