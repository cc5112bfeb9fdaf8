using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for services (N-002, N-019, N-022, N-066, N-068 to N-070, G-020, G-023).</summary>
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
            Sending(configuration, service, path, findings);
            Visibility(configuration, service, units, path, findings);
            ServiceAgentRules.Check(service, people, $"{path}.agents", findings);
            Distribution(service.Distribution, $"{path}.distribution", findings);
            OpeningHoursRules.Check(service.OpeningHours, $"{path}.openingHours", findings);
            TargetRules.Check(service.Targets, $"{path}.targets", findings);
            Thresholds(service.Thresholds, $"{path}.thresholds", findings);
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

    private static void Sending(Configuration configuration, Service service, string path, Findings findings)
    {
        var mailbox = service.Mailbox is { } id ? configuration.Mailbox(id) : null;
        if (mailbox?.Direction == MailDirection.Outbound)
            findings.Problem($"{path}.mailbox", ProblemCode.MailboxOutbound, $"The mailbox is for sending alone, and the service {service.Name} takes mail in.", "Choose an inbound mailbox.");
        // Of a mailbox that is not there the reference tells.
        if (service.FromAddress is { } from && (mailbox is null ? service.Mailbox is null : mailbox.From(from) is null))
            findings.Problem($"{path}.fromAddress", ProblemCode.FromNotListed, $"The mailbox of the service {service.Name} does not list this address to send from.", "Choose one of the From addresses of its mailbox, or none.");
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
            else if (units.Has(unit) && units.Has(service.Unit) && !configuration.IsVisible(unit, service.Unit))
                findings.Problem($"{path}.{what}", ProblemCode.NotVisible, $"The {what} belongs to unit {unit}, which is neither the service's unit {service.Unit} nor above it.", $"Choose a {what} of the service's unit or of one above, or move the {what}.");
        }
    }

    private static void Distribution(DistributionSettings settings, string path, Findings findings)
    {
        findings.Range($"{path}.offerSeconds", settings.OfferSeconds, (int)DistributionSettings.ShortestOffer.TotalSeconds, (int)DistributionSettings.LongestOffer.TotalSeconds);
        findings.Range($"{path}.missesUntilOffDuty", settings.MissesUntilOffDuty, 1, DistributionSettings.MostMisses);
        findings.Range($"{path}.tasksPerAgent", settings.TasksPerAgent, 1, DistributionSettings.MostTasksPerAgent);
        findings.Range($"{path}.afterWorkSeconds", settings.AfterWorkSeconds, 0, (int)DistributionSettings.LongestAfterWork.TotalSeconds);
    }

    private static void Thresholds(ServiceThresholds thresholds, string path, Findings findings)
    {
        if (thresholds.QueueLength is { } length)
            findings.Range($"{path}.queueLength", length, 1, 10_000);
        if (thresholds.OldestMinutes is { } minutes)
            findings.Range($"{path}.oldestMinutes", minutes, 1, 7 * 24 * 60);
    }
}
