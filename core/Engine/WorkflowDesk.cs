using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IWorkflowDesk"/>
internal sealed class WorkflowDesk(MailRouting routing, TaskTable tasks, MailContent content, IConfigurationSource configuration) : IWorkflowDesk
{
    private const int MostRecent = 5;

    public async Task<WorkflowTrial?> TryAsync(Workflow workflow, ServiceId service, MailFacts mail, CancellationToken cancellation) =>
        configuration.Current.Service(service) is { } known
            ? await RunAsync(workflow, known, mail with { Language = mail.Language ?? MailLanguage.Of($"{mail.Subject}\n{mail.Text}", null) }, cancellation)
            : null;

    public async Task<Outcome<WorkflowTrial>> TryAsync(Workflow workflow, TaskKey task, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (current.Service(task.Service) is not { } service || await tasks.FindAsync(task, cancellation) is not { Value: { } known })
            return new Failure(FailureCategory.NotFound, "task_unknown");
        var read = await content.ReadAsync(known.Mailbox, known.Message, withBody: false, cancellation);
        if (!read.Succeeded)
            return read.Failure;
        var verdict = MailClassifier.Judge(read.Value, new Surroundings(current.IsOwnAddress, current.IsOwnMark, address => current.IsBlocked(service, address)));
        var facts = await routing.FactsAsync(service, known.Mailbox, read.Value, verdict, routing.Needs(service, workflow), cancellation);
        if (!facts.Succeeded)
            return facts.Failure;
        var customer = await routing.CustomerAsync(service.Id, known.Mailbox, read.Value, cancellation);
        // The customer's newest task is mostly this very one, which makes nobody a known customer.
        var isKnown = customer is not null && customer.Key != task;
        return await RunAsync(workflow, service, facts.Value with { IsKnownCustomer = isKnown, HasLastAgent = (isKnown ? customer!.Holder ?? customer.LastAgent : known.LastAgent) is not null }, cancellation);
    }

    public async Task<IReadOnlyList<TrialMail>> RecentAsync(ServiceId service, CancellationToken cancellation)
    {
        var open = new List<EmailTask>();
        await foreach (var task in tasks.OpenAsync(service, cancellation))
            open.Add(task.Value);
        var recent = new List<TrialMail>();
        foreach (var task in open.OrderByDescending(task => task.ReceivedAt).Take(MostRecent))
            if (await content.ReadAsync(task.Mailbox, task.Message, withBody: false, cancellation) is { Succeeded: true, Value: { } mail })
                recent.Add(new(task.Key, task.ReceivedAt, mail.Subject));
        return recent;
    }

    private async Task<WorkflowTrial> RunAsync(Workflow workflow, Service service, MailFacts mail, CancellationToken cancellation)
    {
        var services = await routing.ServicesAsync(service, routing.Needs(service, workflow), workflow, cancellation);
        return new(mail, services, WorkflowInterpreter.Run(service.Id, mail, services));
    }
}
