using System.Text.Json;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Writes a service as it stands in the document.</summary>
internal static class ServiceExport
{
    public static void Write(Utf8JsonWriter json, Service service, Configuration configuration, IReadOnlyDictionary<AgentId, string> people)
    {
        json.WriteString("id", service.Id.Value);
        json.WriteString("name", service.Name);
        json.WriteString("unit", service.Unit.Value);
        json.WriteBoolean("serviceLicence", service.HasServiceLicence);
        json.WriteBoolean("emailEnabled", service.EmailEnabled);
        json.WriteBoolean("suspended", service.Suspended);
        // By name, for the reader's sake; the id stands in the entry of the mailbox or person.
        ConfigurationExport.Optional(json, "mailbox", service.Mailbox is { } mailbox ? configuration.Mailbox(mailbox)?.UserPrincipalName ?? mailbox.Value : null);
        ConfigurationExport.Optional(json, "workflow", service.Workflow?.Value);
        ConfigurationExport.List(json, "agents", service.Agents, (writer, member) =>
        {
            writer.WriteString("user", people.GetValueOrDefault(member.Agent, member.Agent.Value));
            writer.WriteNumber("priority", member.Priority);
            ConfigurationExport.List(writer, "skills", member.Skills, Skill);
        });
        Distribution(json, service.Distribution);
        json.WriteNumber("reopenDays", service.ReopenDays);
        json.WriteString("signature", service.Signature);
        ConfigurationExport.Optional(json, "fromAddress", service.FromAddress);
        OpeningHours(json, service.OpeningHours);
        Targets(json, service.Targets);
        Thresholds(json, service.Thresholds);
        json.WriteBoolean("sortOutBulk", service.SortOutBulk);
        ConfigurationExport.Texts(json, "blockedSenders", service.BlockedSenders);
        json.WriteString("acknowledgement", service.Acknowledgement);
    }

    private static void Skill(Utf8JsonWriter json, AgentSkill skill)
    {
        json.WriteString("name", skill.Name);
        json.WriteNumber("level", skill.Level);
    }

    private static void Distribution(Utf8JsonWriter json, DistributionSettings settings)
    {
        json.WriteStartObject("distribution");
        json.WriteNumber("offerSeconds", settings.OfferSeconds);
        json.WriteNumber("missesUntilOffDuty", settings.MissesUntilOffDuty);
        json.WriteNumber("tasksPerAgent", settings.TasksPerAgent);
        json.WriteString("order", DocumentWords.Of(settings.Order));
        json.WriteBoolean("lastAgentFirst", settings.LastAgentFirst);
        json.WriteString("parkedFreesPlace", DocumentWords.Of(settings.ParkedFreesPlace));
        json.WriteBoolean("pull", settings.Pull);
        json.WriteNumber("afterWorkSeconds", settings.AfterWorkSeconds);
        json.WriteBoolean("deliverWhenBusy", settings.DeliverWhenBusy);
        json.WriteBoolean("deliverInMeeting", settings.DeliverInMeeting);
        json.WriteBoolean("deliverWhenAway", settings.DeliverWhenAway);
        json.WriteEndObject();
    }

    private static void OpeningHours(Utf8JsonWriter json, Calendar calendar)
    {
        json.WriteStartObject("openingHours");
        json.WriteString("timeZone", calendar.TimeZone);
        foreach (var day in DocumentWords.Weekdays)
            ConfigurationExport.Texts(json, DocumentWords.Of(day), calendar.Hours.Where(hours => hours.Day == day).Select(DocumentWords.Of));
        ConfigurationExport.List(json, "holidays", calendar.Holidays, (writer, holiday) =>
        {
            writer.WriteString("from", DocumentWords.Of(holiday.From));
            writer.WriteString("to", DocumentWords.Of(holiday.To));
            writer.WriteString("name", holiday.Name);
        });
        json.WriteEndObject();
    }

    private static void Targets(Utf8JsonWriter json, ServiceTargets targets)
    {
        json.WriteStartObject("targets");
        Times(json, targets.Normal);
        foreach (var priority in ServiceReader.OwnTargets)
            if (targets.Own(priority) is var own && own != TargetTimes.None)
            {
                json.WriteStartObject(DocumentWords.Of(priority));
                Times(json, own);
                json.WriteEndObject();
            }

        if (targets.ReminderMinutes is { } minutes)
            json.WriteNumber("reminderMinutes", minutes);
        json.WriteEndObject();
    }

    private static void Times(Utf8JsonWriter json, TargetTimes times)
    {
        if (times.FirstAnswerMinutes is { } first)
            json.WriteNumber("firstAnswerMinutes", first);
        if (times.FinishMinutes is { } finish)
            json.WriteNumber("finishMinutes", finish);
    }

    private static void Thresholds(Utf8JsonWriter json, ServiceThresholds thresholds)
    {
        json.WriteStartObject("thresholds");
        if (thresholds.QueueLength is { } length)
            json.WriteNumber("queueLength", length);
        if (thresholds.OldestMinutes is { } minutes)
            json.WriteNumber("oldestMinutes", minutes);
        json.WriteEndObject();
    }
}
