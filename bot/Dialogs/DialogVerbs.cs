namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>The verbs that show lists and begin dialogs; like <see cref="Cards.CardVerbs"/>, never renamed.</summary>
internal static class DialogVerbs
{
    public const string Setup = "setup";

    /// <summary>The last station of the setup.</summary>
    public const string SetupService = "setup.service";

    public const string Permissions = "permissions";
    public const string Script = "script";
    public const string Explain = "explain";

    public const string Units = "units";
    public const string AddUnit = "unit.add";
    public const string ChangeUnit = "unit.change";
    public const string RemoveUnit = "unit.remove";

    public const string Services = "services";
    public const string Service = "service";
    public const string AddService = "service.add";
    public const string ChangeService = "service.change";
    public const string ServiceAgents = "service.agents";
    public const string ServiceSkills = "service.skills";
    public const string ServiceDistribution = "service.distribution";
    public const string ServiceHours = "service.hours";
    public const string ServiceMail = "service.mail";
    public const string ServiceTargets = "service.targets";
    public const string ServiceThresholds = "service.thresholds";
    public const string SuspendService = "service.suspend";
    public const string ResumeService = "service.resume";
    public const string RemoveService = "service.remove";

    public const string Alerts = "alerts";

    public const string Settings = "settings";
    public const string SettingsAlerts = "settings.alerts";
    public const string SettingsEmail = "settings.email";
    public const string SettingsLimits = "settings.limits";
    public const string SettingsPeople = "settings.people";
    public const string SettingsGeneral = "settings.general";
    public const string Presence = "presence";
    public const string PresenceTest = "presence.test";

    /// <summary>For supervisors and administrators: figures of some days.</summary>
    public const string Report = "report";

    /// <summary>The same as a file.</summary>
    public const string ReportFile = "report.file";

    public const string Audit = "audit";
    public const string Export = "export";
    public const string Import = "import";

    public const string AddMailbox = "mailbox.add";
    public const string EditMailbox = "mailbox.edit";
    public const string RemoveMailbox = "mailbox.remove";
    public const string AddFromAddress = "mailbox.from.add";
    public const string RemoveFromAddress = "mailbox.from.remove";
    public const string TestMailbox = "mailbox.test";

    /// <summary>Looks how far the last test mail came.</summary>
    public const string TestedMailbox = "mailbox.tested";

    /// <summary>For supervisors: how their services stand, one of them, or one task.</summary>
    public const string Queues = "queues";

    public const string AssignTask = "task.assign";
    public const string MoveTask = "task.move";
    public const string EndTask = "task.end";
    public const string TakeTaskBack = "task.takeback";
    public const string CallAgents = "agents.call";
    public const string SetOffDuty = "agent.offduty";
    public const string OpenOverflow = "overflow.open";
    public const string CloseOverflow = "overflow.close";
    public const string AgentLimit = "agent.limit";

    public const string Users = "users";
    public const string AddUser = "user.add";
    public const string EditUser = "user.edit";
    public const string RemoveUser = "user.remove";
    public const string InstallApp = "user.install";

    public const string Licences = "licences";
    public const string AssignLicence = "licence.assign";
    public const string RemoveLicence = "licence.remove";
    public const string LicencePools = "licence.pools";
    public const string Workflows = "workflows";
    public const string AddWorkflow = "workflow.add";
    public const string ChangeWorkflow = "workflow.change";
    public const string RemoveWorkflow = "workflow.remove";
    public const string AddStep = "workflow.step.add";
    public const string ChangeStep = "workflow.step.change";
    public const string MoveStep = "workflow.step.move";
    public const string RemoveStep = "workflow.step.remove";
    public const string TryWorkflow = "workflow.try";

    /// <summary>A recorded day passes again.</summary>
    public const string WhatIf = "what.if";
}
