using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Registers the dialog engine and every dialog and list there is.</summary>
internal static class DialogRegistration
{
    public static IServiceCollection AddDialogs(this IServiceCollection services) => services
        .AddSingleton<DialogTable>()
        .AddSingleton<DialogDesk>()
        .AddSingleton<AdminActs>()
        .AddAlertDialogs()
        .AddTransferDialogs()
        .AddSetupDialogs()
        .AddUnitDialogs()
        .AddWorkflowDialogs()
        .AddReplay()
        .AddServiceDialogs()
        .AddMailboxDialogs()
        .AddUserDialogs()
        .AddQueueDialogs()
        .AddSettingDialogs()
        .AddFileReader();

    // Where no other one was registered before.
    private static IServiceCollection AddFileReader(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new FileReader(new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(10) }));
        return services;
    }

    private static IServiceCollection AddSetupDialogs(this IServiceCollection services) => services
        .AddSingleton<Setup.SetupSurvey>()
        .AddSingleton<Setup.ConsentLinks>()
        .AddSingleton<Dialog, Setup.SetupDialog>()
        .AddSingleton<Dialog, Setup.SetupServiceDialog>()
        .AddSingleton<Dialog, Setup.ScriptDialog>()
        .AddSingleton<Board, Setup.PermissionsBoard>()
        .AddSingleton<Board, Setup.ExplainBoard>();

    private static IServiceCollection AddUnitDialogs(this IServiceCollection services) => services
        .AddSingleton<Board, Units.UnitsBoard>()
        .AddSingleton<Dialog, Units.AddUnitDialog>()
        .AddSingleton<Dialog, Units.ChangeUnitDialog>()
        .AddSingleton<Dialog, Units.RemoveUnitDialog>();

    private static IServiceCollection AddServiceDialogs(this IServiceCollection services) => services
        .AddSingleton<Services.ServiceCensus>()
        .AddSingleton<Services.ServiceReport>()
        .AddSingleton<Services.ServiceCard>()
        .AddSingleton<Services.ServicesBoard>()
        .AddSingleton<Board>(provider => provider.GetRequiredService<Services.ServicesBoard>())
        .AddSingleton<Board, Services.ServiceBoard>()
        .AddSingleton<Dialog, Services.AddServiceDialog>()
        .AddSingleton<Dialog, Services.ChangeServiceDialog>()
        .AddSingleton<Dialog, Services.ServiceAgentsDialog>()
        .AddSingleton<Dialog, Services.ServiceSkillsDialog>()
        .AddSingleton<Dialog, Services.ServiceDistributionDialog>()
        .AddSingleton<Dialog, Services.ServiceHoursDialog>()
        .AddSingleton<Dialog, Services.ServiceMailDialog>()
        .AddSingleton<Dialog, Services.ServiceTargetsDialog>()
        .AddSingleton<Dialog, Services.ServiceThresholdsDialog>()
        .AddSingleton<Dialog, Services.SuspendServiceDialog>()
        .AddSingleton<Dialog, Services.ResumeServiceDialog>()
        .AddSingleton<Dialog, Services.RemoveServiceDialog>();

    private static IServiceCollection AddAlertDialogs(this IServiceCollection services) => services
        .AddSingleton<Board, Alerts.AlertsBoard>()
        .AddSingleton<Dialog, Settings.AlertsDialog>();

    private static IServiceCollection AddTransferDialogs(this IServiceCollection services) => services
        .AddSingleton<Board, Trail.AuditBoard>()
        .AddSingleton<Reports.ReportReader>()
        .AddSingleton<Board, Reports.ReportBoard>()
        .AddSingleton<Board, Reports.ReportFileBoard>()
        .AddSingleton<Transfer.ExportTickets>()
        .AddSingleton<Board, Transfer.ExportBoard>()
        .AddSingleton<Dialog, Transfer.ImportDialog>();

    private static IServiceCollection AddMailboxDialogs(this IServiceCollection services) => services
        .AddSingleton<Board, Mailboxes.MailboxesBoard>()
        .AddSingleton<Board, Mailboxes.TestedBoard>()
        .AddSingleton<Dialog, Mailboxes.AddMailboxDialog>()
        .AddSingleton<Dialog, Mailboxes.EditMailboxDialog>()
        .AddSingleton<Dialog, Mailboxes.RemoveMailboxDialog>()
        .AddSingleton<Dialog, Mailboxes.AddFromAddressDialog>()
        .AddSingleton<Dialog, Mailboxes.RemoveFromAddressDialog>()
        .AddSingleton<Dialog, Mailboxes.TestMailboxDialog>();

    private static IServiceCollection AddUserDialogs(this IServiceCollection services) => services
        .AddSingleton<Users.HeldTasks>()
        .AddSingleton<Board, Users.UsersBoard>()
        .AddSingleton<Board, Licences.LicencesBoard>()
        .AddSingleton<Dialog, Users.AddUserDialog>()
        .AddSingleton<Dialog, Users.EditUserDialog>()
        .AddSingleton<Dialog, Users.RemoveUserDialog>()
        .AddSingleton<Dialog, Users.InstallAppDialog>()
        .AddSingleton<Dialog, Licences.AssignLicenceDialog>()
        .AddSingleton<Dialog, Licences.RemoveLicenceDialog>()
        .AddSingleton<Dialog, Licences.LicencePoolsDialog>();

    private static IServiceCollection AddQueueDialogs(this IServiceCollection services) => services
        .AddSingleton<Board, Queues.QueuesBoard>()
        .AddSingleton<Dialog, Queues.AssignTaskDialog>()
        .AddSingleton<Dialog, Queues.MoveTaskDialog>()
        .AddSingleton<Dialog, Queues.EndTaskDialog>()
        .AddSingleton<Dialog, Queues.TakeTaskBackDialog>()
        .AddSingleton<Dialog, Queues.CallAgentsDialog>()
        .AddSingleton<Dialog, Queues.OpenOverflowDialog>()
        .AddSingleton<Dialog, Queues.CloseOverflowDialog>()
        .AddSingleton<Dialog, Queues.AgentLimitDialog>()
        .AddSingleton<Dialog, Queues.SetOffDutyDialog>();

    private static IServiceCollection AddSettingDialogs(this IServiceCollection services) => services
        .AddSingleton<Settings.PresenceTest>()
        .AddSingleton<Board, Settings.SettingsBoard>()
        .AddSingleton<Board, Settings.PresenceBoard>()
        .AddSingleton<Dialog, Settings.EmailDialog>()
        .AddSingleton<Dialog, Settings.LimitsDialog>()
        .AddSingleton<Dialog, Settings.PeopleDialog>()
        .AddSingleton<Dialog, Settings.GeneralDialog>()
        .AddSingleton<Dialog, Settings.PresenceTestDialog>();

    private static IServiceCollection AddWorkflowDialogs(this IServiceCollection services) => services
        .AddSingleton<Board, Flows.WorkflowsBoard>()
        .AddSingleton<Dialog, Flows.AddWorkflowDialog>()
        .AddSingleton<Dialog, Flows.ChangeWorkflowDialog>()
        .AddSingleton<Dialog, Flows.RemoveWorkflowDialog>()
        .AddSingleton<Dialog, Flows.AddStepDialog>()
        .AddSingleton<Dialog, Flows.ChangeStepDialog>()
        .AddSingleton<Dialog, Flows.MoveStepDialog>()
        .AddSingleton<Dialog, Flows.RemoveStepDialog>()
        .AddSingleton<Dialog, Flows.TryWorkflowDialog>();

    private static IServiceCollection AddReplay(this IServiceCollection services) => services
        .AddSingleton<Dialog, Replay.WhatIfDialog>();
}
