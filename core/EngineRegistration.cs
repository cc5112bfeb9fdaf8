using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Engine.Handlers;
using TeamsEmailBot.Core.Filing;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Notifications;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core;

/// <summary>The engine's table of contents: its rooms in the order of a mail's way. The host adds the edges: store, Graph, and the agents' desk.</summary>
public static class EngineRegistration
{
    public static IServiceCollection AddEmailEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NewId>(() => Guid.NewGuid().ToString("N"));
        services.AddMetrics();
        return services
            .AddGround()
            .AddArrival()
            .AddAlerts()
            .AddIntake()
            .AddDistribution()
            .AddWork()
            .AddSupervision()
            .AddSingleton<IJobPartitions, EnginePartitions>()
            .AddHostedService(provider => provider.GetRequiredService<EnginePulse>());
    }

    /// <summary>Gauges of what waits in the store, for a host whose figures somebody reads.</summary>
    public static IServiceCollection AddEngineCensus(this IServiceCollection services) => services
        .AddSingleton<EngineCensus>()
        .AddHostedService(provider => provider.GetRequiredService<EngineCensus>());

    /// <summary>What administrators see of the mailboxes, what the directory says of them, and what supervisors change of a service; needs the configuration's administration.</summary>
    public static IServiceCollection AddMailboxDesk(this IServiceCollection services) => services
        .AddSingleton<IMailboxDesk, MailboxDesk>()
        .AddSingleton<IReliefDesk, ReliefDesk>()
        .AddSingleton<IdentityWatch>()
        .AddHostedService(provider => provider.GetRequiredService<IdentityWatch>());

    // What the steps stand on.
    private static IServiceCollection AddGround(this IServiceCollection services) => services
        .AddJobs()
        .AddSingleton<MailboxTable>()
        .AddSingleton<AlertTable>()
        .AddSingleton<AgentTable>()
        .AddSingleton<TaskTable>()
        .AddSingleton<TaskSlots>()
        .AddSingleton<MailCache>()
        .AddSingleton<MailContent>()
        .AddSingleton<EngineMeter>()
        .AddSingleton<TaskClock>()
        .AddSingleton<TaskSteps>()
        .AddSingleton<TaskViews>();

    // Graph says that something arrived; subscriptions are kept so that it does.
    private static IServiceCollection AddArrival(this IServiceCollection services) => services
        .AddSingleton<NotificationGate>()
        .AddSingleton<NotificationIntake>()
        .AddSingleton<SubscriptionKeeper>()
        .AddSingleton<Retention>()
        .AddSingleton<Housekeeping>()
        .AddSingleton<MailboxAssignments>()
        .AddSingleton<MailboxKeeper>()
        .AddSingleton<EngineBell>()
        .AddSingleton<EnginePulse>()
        .AddHandler<AlarmHandler>()
        .AddHandler<DropSubscriptionHandler>()
        .AddHandler<SweepHandler>()
        .AddHandler<ForgetHandler>();

    // What is wrong with a mailbox is told to administrators.
    private static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton<PresenceWatch>()
        .AddSingleton<ServiceWatch>()
        .AddSingleton<Alerting>()
        .AddSingleton<IAlertBook, AlertBook>()
        .AddHandler<ShowAlertHandler>()
        .AddHandler<TellAdministratorsHandler>()
        .AddHandler<TellAdministratorHandler>();

    // The Inbox is compared with the ledger; every mail gets its fate.
    private static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<ThreadKeys>()
        .AddSingleton<ThreadMatcher>()
        .AddSingleton<Matters>()
        .AddSingleton<Echoes>()
        .AddSingleton<RenamedMail>()
        .AddSingleton<Storms>()
        .AddSingleton<Acknowledging>()
        .AddHandler<AcknowledgeHandler>()
        .AddHandler<SendAcknowledgementHandler>()
        .AddSingleton<ServiceQueue>()
        .AddSingleton<Candidates>()
        .AddSingleton<MailRouting>()
        .AddSingleton<IWorkflowDesk, WorkflowDesk>()
        .AddSingleton<IWhyDesk, WhyDesk>()
        .AddSingleton<Handover>()
        .AddHandler<OverflowHandler>()
        .AddSingleton<MailIntake>()
        .AddSingleton<OutlookDesk>()
        .AddSingleton<InboxWatch>()
        .AddHandler<LookHandler>();

    // Who gets it?
    private static IServiceCollection AddDistribution(this IServiceCollection services) => services
        .AddSingleton<PresenceBoard>()
        .AddSingleton<Withdrawal>()
        .AddSingleton<Relief>()
        .AddSingleton<Distributor>()
        .AddSingleton<AgentDuty>()
        .AddSingleton<Giving>()
        .AddHandler<HandTaskHandler>()
        .AddSingleton<IPullDesk, PullDesk>()
        .AddSingleton<Vanishing>()
        .AddSingleton<Welcoming>()
        .AddSingleton<IReplayDesk, ReplayDesk>()
        .AddHandler<DistributeHandler>()
        .AddHandler<WithdrawHandler>()
        .AddHandler<PostOfferHandler>()
        .AddHandler<ExpireOfferHandler>()
        .AddHandler<CheckReservationHandler>()
        .AddHandler<ReleaseAgentHandler>()
        .AddHandler<TellAgentHandler>()
        .AddHandler<ShowCardsHandler>()
        .AddHandler<RemindHandler>()
        .AddHandler<TellDeadlineHandler>()
        .AddHandler<MissHandler>();

    // How does it stand, and what do supervisors do about it?
    private static IServiceCollection AddSupervision(this IServiceCollection services) => services
        .AddSingleton<LiveFigures>()
        .AddSingleton<SupervisorScope>()
        .AddSingleton<DutyCalls>()
        .AddSingleton<ISupervisorWorkbench, SupervisorWorkbench>();

    // The agent answers; the mail is filed; the place is free again.
    private static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton<Enclosing>()
        .AddSingleton<Answering>()
        .AddSingleton<Merging>()
        .AddSingleton<Waking>()
        .AddSingleton<PeopleSearch>()
        .AddSingleton<Transferring>()
        .AddSingleton<IAgentWorkbench, AgentWorkbench>()
        .AddSingleton<Consulting>()
        .AddSingleton<IConsultDesk, ConsultDesk>()
        .AddHandler<KeepConsultHandler>()
        .AddSingleton<MailFiler>()
        .AddHandler<ResumeAnswerHandler>()
        .AddHandler<SendAnswerHandler>()
        .AddHandler<SweepDraftHandler>()
        .AddHandler<SweepPreparedDraftHandler>()
        .AddHandler<DropDraftHandler>()
        .AddHandler<EndUploadHandler>()
        .AddSingleton<SenderWatch>()
        .AddHandler<CheckSenderHandler>()
        .AddHandler<WakeTaskHandler>()
        .AddHandler<CountPlaceHandler>()
        .AddHandler<FileHandler>()
        .AddHandler<FreeSlotHandler>()
        .AddSingleton<IReportDesk, ReportDesk>()
        .AddSingleton<ILedgerDesk, LedgerDesk>();

    private static IServiceCollection AddHandler<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler => services.AddSingleton<IJobHandler, THandler>();
}
