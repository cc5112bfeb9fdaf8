using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Which fields a service of the document has.</summary>
internal static class ServiceReader
{
    // Stand for hours and days that cannot be read, which are found wrong already.
    private static readonly OpenHours NoHours = new(default, new(12, 0), new(12, 0));
    private static readonly DateOnly NoDay = new(2000, 1, 1);

    /// <summary>Priorities that can have targets of their own, the most urgent first.</summary>
    public static readonly IReadOnlyList<TaskPriority> OwnTargets = [TaskPriority.Highest, TaskPriority.High, TaskPriority.Low, TaskPriority.Lowest];

    public static DraftService Read(Fields fields)
    {
        var service = new DraftService(
            new Service
            {
                Id = new(fields.Required("id")),
                Name = fields.Required("name"),
                Unit = new(fields.Required("unit")),
                HasServiceLicence = fields.Flag("serviceLicence"),
                EmailEnabled = fields.Flag("emailEnabled"),
                Suspended = fields.Flag("suspended"),
                Workflow = fields.Text("workflow") is { } workflow ? new WorkflowId(workflow) : null,
                Distribution = fields.Inner("distribution") is { } distribution ? Distribution(distribution) : new(),
                ReopenDays = fields.Number("reopenDays", 14),
                Signature = fields.Text("signature") ?? "",
                FromAddress = fields.Text("fromAddress"),
                OpeningHours = fields.Inner("openingHours") is { } hours ? OpeningHours(hours) : Calendar.AlwaysOpen,
                Targets = fields.Inner("targets") is { } targets ? Targets(targets) : new(),
                Thresholds = fields.Inner("thresholds") is { } thresholds ? Thresholds(thresholds) : new(),
                SortOutBulk = fields.Flag("sortOutBulk"),
                BlockedSenders = fields.Texts("blockedSenders"),
                Acknowledgement = fields.Text("acknowledgement") ?? "",
            },
            fields.Text("mailbox"),
            fields.Entries("agents", user => new DraftAgent(user, new ServiceAgent(default)), Agent));
        fields.Close();
        return service;
    }

    private static DraftAgent Agent(Fields fields)
    {
        var member = new ServiceAgent(default, fields.Number("priority", ServiceAgent.UsualPriority)) { Skills = fields.Objects("skills", Skill) };
        var agent = new DraftAgent(fields.Required("user"), member);
        fields.Close();
        return agent;
    }

    private static AgentSkill Skill(Fields fields)
    {
        var skill = new AgentSkill(fields.Required("name"), fields.Number("level", AgentSkill.Lowest));
        if (!fields.Has("level"))
            fields.Missing("level", $"Add a level from {AgentSkill.Lowest} to {AgentSkill.Highest}.");
        fields.Close();
        return skill;
    }

    private static Calendar OpeningHours(Fields fields)
    {
        var calendar = new Calendar
        {
            TimeZone = fields.Text("timeZone") ?? Calendar.AlwaysOpen.TimeZone,
            Hours =
            [
                .. DocumentWords.Weekdays.SelectMany(day => fields.Values(
                    DocumentWords.Of(day), text => DocumentWords.Hours(day, text), NoHours with { Day = day }, "Write hours as 08:00-17:00; the end of the day is 24:00.")),
            ],
            Holidays = fields.Objects("holidays", Holiday),
        };
        fields.Close();
        return calendar;
    }

    private static Holiday Holiday(Fields fields)
    {
        const string Remedy = "Write a day as 2026-12-24.";
        if (!fields.Has("from"))
            fields.Missing("from", Remedy);
        var (from, to) = (fields.Value("from", DocumentWords.Day, Remedy), fields.Value("to", DocumentWords.Day, Remedy));
        // Whether it ends too early cannot be said when either is not known.
        var holiday = new Holiday(from ?? NoDay, (from is null ? null : to) ?? from ?? NoDay, fields.Required("name"));
        fields.Close();
        return holiday;
    }

    private static ServiceTargets Targets(Fields fields)
    {
        var targets = new ServiceTargets
        {
            Normal = Times(fields),
            Highest = Own(TaskPriority.Highest),
            High = Own(TaskPriority.High),
            Low = Own(TaskPriority.Low),
            Lowest = Own(TaskPriority.Lowest),
            ReminderMinutes = fields.Number("reminderMinutes"),
        };
        fields.Close();
        return targets;

        TargetTimes Own(TaskPriority priority)
        {
            if (fields.Inner(DocumentWords.Of(priority)) is not { } inner)
                return TargetTimes.None;
            var times = Times(inner);
            inner.Close();
            return times;
        }
    }

    private static TargetTimes Times(Fields fields) => new(fields.Number("firstAnswerMinutes"), fields.Number("finishMinutes"));

    private static ServiceThresholds Thresholds(Fields fields)
    {
        var thresholds = new ServiceThresholds { QueueLength = fields.Number("queueLength"), OldestMinutes = fields.Number("oldestMinutes") };
        fields.Close();
        return thresholds;
    }

    private static DistributionSettings Distribution(Fields fields)
    {
        var defaults = new DistributionSettings();
        var settings = new DistributionSettings
        {
            OfferSeconds = fields.Number("offerSeconds", defaults.OfferSeconds),
            MissesUntilOffDuty = fields.Number("missesUntilOffDuty", defaults.MissesUntilOffDuty),
            TasksPerAgent = fields.Number("tasksPerAgent", defaults.TasksPerAgent),
            Order = fields.Choice("order", defaults.Order),
            LastAgentFirst = fields.Flag("lastAgentFirst", defaults.LastAgentFirst),
            ParkedFreesPlace = fields.Choice("parkedFreesPlace", defaults.ParkedFreesPlace),
            Pull = fields.Flag("pull"),
            AfterWorkSeconds = fields.Number("afterWorkSeconds", defaults.AfterWorkSeconds),
            DeliverWhenBusy = fields.Flag("deliverWhenBusy"),
            DeliverInMeeting = fields.Flag("deliverInMeeting"),
            DeliverWhenAway = fields.Flag("deliverWhenAway"),
        };
        fields.Close();
        return settings;
    }
}
