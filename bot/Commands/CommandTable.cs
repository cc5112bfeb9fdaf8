using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Every command there is, in the order in which help lists them. The manifest's command list is checked against this table.</summary>
internal static class CommandTable
{
    public static readonly IReadOnlyList<Command> All =
    [
        new(CardVerbs.Tasks, Phrase.CommandTasks, Phrase.CommandTasksMeaning, CommandUsage.Alone, Roles.Agent),
        new(CardVerbs.OnDuty, Phrase.CommandOnDuty, Phrase.CommandOnDutyMeaning, CommandUsage.Alone, Roles.Agent),
        new(CardVerbs.OffDuty, Phrase.CommandOffDuty, Phrase.CommandOffDutyMeaning, CommandUsage.Alone, Roles.Agent),
        new(CardVerbs.View, Phrase.CommandShow, Phrase.CommandShowMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.Accept, Phrase.CommandAccept, Phrase.CommandAcceptMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.Decline, Phrase.CommandDecline, Phrase.CommandDeclineMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.ReplySend, Phrase.CommandReply, Phrase.CommandReplyMeaning, CommandUsage.TaskAndText, Roles.Agent),
        new(CardVerbs.ReplySend, Phrase.CommandReplyAll, Phrase.CommandReplyAllMeaning, CommandUsage.TaskAndText, Roles.Agent) { ToAll = true },
        new(CardVerbs.Finish, Phrase.CommandFinish, Phrase.CommandFinishMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.Return, Phrase.CommandReturn, Phrase.CommandReturnMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.AnswerToo, Phrase.CommandAnswerToo, Phrase.CommandAnswerTooMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.Merge, Phrase.CommandMerge, Phrase.CommandMergeMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.Split, Phrase.CommandSplit, Phrase.CommandSplitMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.WasSent, Phrase.CommandWasSent, Phrase.CommandWasSentMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.WasNotSent, Phrase.CommandWasNotSent, Phrase.CommandWasNotSentMeaning, CommandUsage.Task, Roles.Agent),
        new(CardVerbs.Ledger, Phrase.CommandLedger, Phrase.CommandLedgerMeaning, CommandUsage.Day, Roles.Supervisor | Roles.Administrator),
        new(CardVerbs.Mailboxes, Phrase.CommandMailboxes, Phrase.CommandMailboxesMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.AddMailbox, MailboxPhrase.AddCommand, MailboxPhrase.AddMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.EditMailbox, MailboxPhrase.EditCommand, MailboxPhrase.EditMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.RemoveMailbox, MailboxPhrase.RemoveCommand, MailboxPhrase.RemoveMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.TestMailbox, MailboxPhrase.TestCommand, MailboxPhrase.TestMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.AddFromAddress, MailboxPhrase.FromAddCommand, MailboxPhrase.FromAddMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.RemoveFromAddress, MailboxPhrase.FromRemoveCommand, MailboxPhrase.FromRemoveMeaning, CommandUsage.About, Roles.Administrator),
        new(CardVerbs.Backfill, Phrase.CommandBackfill, Phrase.CommandBackfillMeaning, CommandUsage.MailboxAndDay, Roles.Administrator),
        new(DialogVerbs.Setup, SetupPhrase.Command, SetupPhrase.CommandMeaning, CommandUsage.Alone, Roles.Administrator),
        new(DialogVerbs.Permissions, SetupPhrase.PermissionsCommand, SetupPhrase.PermissionsMeaning, CommandUsage.Alone, Roles.Administrator),
        new(DialogVerbs.Script, SetupPhrase.ScriptCommand, SetupPhrase.ScriptMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Explain, SetupPhrase.ExplainCommand, SetupPhrase.ExplainMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Units, UnitPhrase.ListCommand, UnitPhrase.ListMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.AddUnit, UnitPhrase.AddCommand, UnitPhrase.AddMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ChangeUnit, UnitPhrase.ChangeCommand, UnitPhrase.ChangeMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.RemoveUnit, UnitPhrase.RemoveCommand, UnitPhrase.RemoveMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Services, ServicePhrase.ListCommand, ServicePhrase.ListMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Service, ServicePhrase.ShowCommand, ServicePhrase.ShowMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.AddService, ServicePhrase.AddCommand, ServicePhrase.AddMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ChangeService, ServicePhrase.ChangeCommand, ServicePhrase.ChangeMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ServiceAgents, ServicePhrase.AgentsCommand, ServicePhrase.AgentsMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ServiceSkills, ServicePhrase.SkillsCommand, ServicePhrase.SkillsMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ServiceDistribution, ServicePhrase.DistributionCommand, ServicePhrase.DistributionMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ServiceHours, ServicePhrase.HoursCommand, ServicePhrase.HoursMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ServiceMail, ServicePhrase.MailCommand, ServicePhrase.MailMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ServiceThresholds, ServicePhrase.ThresholdsCommand, ServicePhrase.ThresholdsMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.SuspendService, ServicePhrase.SuspendCommand, ServicePhrase.SuspendMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.ResumeService, ServicePhrase.ResumeCommand, ServicePhrase.ResumeMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.RemoveService, ServicePhrase.RemoveCommand, ServicePhrase.RemoveMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Settings, SettingPhrase.ListCommand, SettingPhrase.ListMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.SettingsEmail, SettingPhrase.EmailCommand, SettingPhrase.EmailMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.SettingsLimits, SettingPhrase.LimitsCommand, SettingPhrase.LimitsMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.SettingsPeople, SettingPhrase.PeopleCommand, SettingPhrase.PeopleMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.SettingsGeneral, SettingPhrase.GeneralCommand, SettingPhrase.GeneralMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Presence, SettingPhrase.PresenceCommand, SettingPhrase.PresenceMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.PresenceTest, SettingPhrase.PresenceTestCommand, SettingPhrase.PresenceTestMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Audit, TrailPhrase.Command, TrailPhrase.Meaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Export, TransferPhrase.ExportCommand, TransferPhrase.ExportMeaning, CommandUsage.Alone, Roles.Administrator) { IsInMenu = false },
        new(DialogVerbs.Import, TransferPhrase.ImportCommand, TransferPhrase.ImportMeaning, CommandUsage.Alone, Roles.Administrator) { IsInMenu = false },
        new(DialogVerbs.Users, UserPhrase.ListCommand, UserPhrase.ListMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.AddUser, UserPhrase.AddCommand, UserPhrase.AddMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.EditUser, UserPhrase.EditCommand, UserPhrase.EditMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.RemoveUser, UserPhrase.RemoveCommand, UserPhrase.RemoveMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.Licences, LicencePhrase.ListCommand, LicencePhrase.ListMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.AssignLicence, LicencePhrase.AssignCommand, LicencePhrase.AssignMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.RemoveLicence, LicencePhrase.RemoveCommand, LicencePhrase.RemoveMeaning, CommandUsage.About, Roles.Administrator),
        new(DialogVerbs.LicencePools, LicencePhrase.PoolsCommand, LicencePhrase.PoolsMeaning, CommandUsage.About, Roles.Administrator),
        new(CardVerbs.Help, Phrase.CommandHelp, Phrase.CommandHelpMeaning, CommandUsage.Alone, Roles.None),
    ];

    /// <summary>The commands a person with these roles may use.</summary>
    public static IEnumerable<Command> For(Roles roles) => All.Where(command => command.IsFor(roles));
}
