using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for services (N-002, N-019, N-022, N-066, N-068 to N-070).</summary>
internal static class ServiceRules
{
    public static void Check(Configuration configuration, UnitTree units, Findings findings)
    {
        var people = configuration.Users.DistinctBy(user => user.Id).ToDictionary(user => user.Id);
        var services = configuration.Services;
        ConfigurationRules.Repeated(services, service => service.Id.Value, i => findings.Problem(
            $"$.services[{i}].id", ProblemCode.Duplicate, "Another service has this id.", "Give every service an id of its own; upper and lower case do not make a difference."));
        ConfigurationRules.Repeated(services, service => service.Mailbox?.Value ?? "", i => findings.Problem(
            $"$.services[{i}].mailbox", ProblemCode.MailboxTaken, "Another service has this mailbox.", "A mailbox serves one service: choose another mailbox."));
        for (var i = 0; i < services.Count; i++)
        {
            var (service, path) = (services[i], $"$.services[{i}]");
            findings.Id($"{path}.id", service.Id.Value);
            findings.Name($"{path}.name", service.Name);
            if (!units.Has(service.Unit))
                findings.UnknownReference($"{path}.unit", "unit");
            if (!Texts.IsText(service.Signature, Texts.SignatureLength))
                findings.Problem($"{path}.signature", ProblemCode.BadText, "The signature is too long or holds control characters.", $"Use at most {Texts.SignatureLength} characters of plain text.");
            findings.Range($"{path}.reopenDays", service.ReopenDays, 0, 3650);
            if (!Texts.IsText(service.Acknowledgement, Texts.AcknowledgementLength))
                findings.Problem($"{path}.acknowledgement", ProblemCode.BadText, "The acknowledgement is too long or holds control characters.", $"Use at most {Texts.AcknowledgementLength} characters of plain text.");
            findings.Senders($"{path}.blockedSenders", service.BlockedSenders);
            Email(service, path, findings);
            Visibility(configuration, service, units, path, findings);
            Agents(service, people, path, findings);
            Distribution(service.Distribution, $"{path}.distribution", findings);
        }
    }

    private static void Email(Service service, string path, Findings findings)
    {
        if (!service.HasServiceLicence)
        {
            if (service.EmailEnabled || service.Mailbox is not null || service.Workflow is not null)
                findings.Problem($"{path}.serviceLicence", ProblemCode.ServiceLicenceMissing, "E-mail, mailbox and workflow need a service licence, and this service has none.", "Apply a service licence first (serviceLicence).");
        }

        if (!service.EmailEnabled)
            return;
        if (service.Mailbox is null)
            findings.Problem($"{path}.mailbox", ProblemCode.MailboxMissing, "E-mail is on, but no mailbox is chosen.", "Choose a mailbox, or switch e-mail off for this service.");
        if (service.Workflow is null)
            findings.Problem($"{path}.workflow", ProblemCode.WorkflowMissing, "E-mail is on, but no workflow is chosen.", "Choose a workflow, or switch e-mail off for this service.");
    }

    private static void Visibility(Configuration configuration, Service service, UnitTree units, string path, Findings findings)
    {
        if (service.Mailbox is { } mailbox)
            Visible(configuration.Mailbox(mailbox)?.Unit, "mailbox");
        if (service.Workflow is { } workflow)
            Visible(configuration.Workflow(workflow)?.Unit, "workflow");

        void Visible(UnitId? owner, string what)
        {
            if (owner is not { } unit)
                findings.UnknownReference($"{path}.{what}", what);
            else if (units.Has(unit) && units.Has(service.Unit) && !units.IsSameOrAbove(unit, service.Unit))
                findings.Problem($"{path}.{what}", ProblemCode.NotVisible, $"The {what} belongs to unit {unit}, which is neither the service's unit {service.Unit} nor above it.", $"Choose a {what} of the service's unit or of one above, or move the {what}.");
        }
    }

    private static void Agents(Service service, Dictionary<AgentId, User> people, string path, Findings findings)
    {
        ConfigurationRules.Repeated(service.Agents, agent => agent.Value, i => findings.Problem(
            $"{path}.agents[{i}]", ProblemCode.Duplicate, "This agent is listed already.", "List every agent of a service once."));
        for (var i = 0; i < service.Agents.Count; i++)
            if (!people.TryGetValue(service.Agents[i], out var user))
                findings.UnknownReference($"{path}.agents[{i}]", "user");
            else if (!user.Roles.HasFlag(Roles.Agent))
                findings.Problem($"{path}.agents[{i}]", ProblemCode.NotAnAgent, "This person does not have the role of an agent.", "Give the person the role agent, or take the person off the service.");
    }

    private static void Distribution(DistributionSettings settings, string path, Findings findings)
    {
        findings.Range($"{path}.offerSeconds", settings.OfferSeconds, 10, 600);
        findings.Range($"{path}.missesUntilOffDuty", settings.MissesUntilOffDuty, 1, 10);
        findings.Range($"{path}.tasksPerAgent", settings.TasksPerAgent, 1, 25);
    }
}
