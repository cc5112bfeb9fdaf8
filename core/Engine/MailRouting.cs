using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Where a mail goes by its workflow.</summary>
/// <param name="LastAgent">Who worked for the customer last; null when nobody did, or nothing asked for it.</param>
internal sealed record MailRoute(WorkflowRun Run, AgentId? LastAgent);

/// <summary>Gathers what a workflow asks about a mail and about the services, as it is now, and lets the mail go through it. Changes nothing.</summary>
internal sealed class MailRouting(
    TaskTable tasks, ServiceQueue queue, Candidates candidates, IMailReader reader, MailContent content, Acknowledging acknowledging,
    IConfigurationSource configuration, TimeProvider time)
{
    /// <summary>A failure means that Exchange did not show what the workflow asks for, and may do so later.</summary>
    /// <param name="match">The task that the mail's thread belongs to.</param>
    public async Task<Outcome<MailRoute>> RouteAsync(
        Service service, MailboxId mailbox, MailItem mail, MailVerdict verdict, ThreadMatch? match, CancellationToken cancellation)
    {
        var needs = Needs(service, null);
        var customer = needs.Customer ? await CustomerAsync(service.Id, mailbox, mail, cancellation) : null;
        var lastAgent = match is { TookPart: true, Task.Value: { } earlier } ? earlier.Holder ?? earlier.LastAgent : customer?.Holder ?? customer?.LastAgent;
        var facts = await FactsAsync(service, mailbox, mail, verdict, needs, cancellation);
        if (!facts.Succeeded)
            return facts.Failure;
        var known = facts.Value with { IsKnownCustomer = customer is not null, HasLastAgent = lastAgent is not null };
        return new MailRoute(WorkflowInterpreter.Run(service.Id, known, await ServicesAsync(service, needs, null, cancellation)), lastAgent);
    }

    /// <summary>What the workflow asks about the mail itself.</summary>
    public async Task<Outcome<MailFacts>> FactsAsync(
        Service service, MailboxId mailbox, MailItem mail, MailVerdict verdict, WorkflowNeeds needs, CancellationToken cancellation)
    {
        var text = await TextAsync(needs, mailbox, mail, cancellation);
        if (!text.Succeeded)
            return text.Failure;
        var files = await FilesAsync(needs, mailbox, mail, cancellation);
        if (!files.Succeeded)
            return files.Failure;
        return MailFacts.Of(mail, text.Value, files.Value) with { MayBeAnswered = await acknowledging.MayAnswerAsync(service, mailbox, mail, verdict, cancellation) };
    }

    /// <summary>What must be known for a mail of the service.</summary>
    /// <param name="workflow">In place of the service's own; null = that one.</param>
    public WorkflowNeeds Needs(Service service, Workflow? workflow)
    {
        var current = configuration.Current;
        return WorkflowNeeds.Of(service.Id, id => id == service.Id && workflow is not null ? workflow : WorkflowOf(current, current.Service(id)));
    }

    /// <summary>The facts about the service and about those that its workflow hands mail to.</summary>
    /// <param name="workflow">In place of the service's own; null = that one.</param>
    public async Task<IReadOnlyDictionary<ServiceId, ServiceFacts>> ServicesAsync(Service service, WorkflowNeeds needs, Workflow? workflow, CancellationToken cancellation)
    {
        var (current, now) = (configuration.Current, time.GetUtcNow());
        var facts = new Dictionary<ServiceId, ServiceFacts>();
        foreach (var id in needs.Services)
        {
            if ((id == service.Id ? service : current.Service(id)) is not { } one)
                continue;
            var (waiting, oldest) = needs.Queues ? await queue.CountAsync(id, WorkflowCatalog.Lengths.Highest, cancellation) : default;
            facts[id] = new ServiceFacts
            {
                Workflow = id == service.Id && workflow is not null ? workflow : WorkflowOf(current, one),
                IsLive = one.IsLive,
                IsOpen = one.OpeningHours.IsOpen(now),
                Waiting = waiting,
                OldestWaiting = oldest is { } since && now > since ? now - since : TimeSpan.Zero,
                AgentsAvailable = needs.Agents ? (await candidates.JudgeAsync(current, one, cancellation)).Count(candidate => candidate.Against.Count == 0) : 0,
            };
        }

        return facts;
    }

    // What the sender wrote himself. What can never be read is judged by its beginning, which every list shows.
    private async Task<Outcome<string>> TextAsync(WorkflowNeeds needs, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (!needs.Text)
            return "";
        var read = mail.Body is null ? await content.ReadAsync(mailbox, mail.Id, withBody: true, cancellation) : mail;
        if (!read.Succeeded)
            return read.Failure.MayRetry ? read.Failure : mail.Preview;
        return OwnWords.Of(read.Value) is { Length: > 0 } own ? own : read.Value.Preview;
    }

    // Names of the attachments that are no pictures of the text.
    private async Task<Outcome<IReadOnlyList<string>>> FilesAsync(WorkflowNeeds needs, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (!needs.Attachments || !mail.HasAttachments)
            return Array.Empty<string>();
        var listed = await reader.ListAttachmentsAsync(mailbox, mail.Id, cancellation);
        if (!listed.Succeeded)
            return listed.Failure.MayRetry ? listed.Failure : Array.Empty<string>();
        return listed.Value.Where(file => !file.IsInline).Select(file => file.Name).ToList();
    }

    /// <summary>The newest task that the sender took part in; null when there is none.</summary>
    public async Task<EmailTask?> CustomerAsync(ServiceId service, MailboxId mailbox, MailItem mail, CancellationToken cancellation) => mail.From is { } from
        ? (await tasks.NamedAsync(service, TaskRows.Customer(TaskRows.Participant(mailbox, from.Address)), cancellation))?.Value
        : null;

    private static Workflow? WorkflowOf(Configuration current, Service? service) => service?.Workflow is { } id ? current.Workflow(id) : null;
}
