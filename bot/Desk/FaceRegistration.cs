using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Registers what agents see: their desk in Teams, and what their clicks and words do.</summary>
internal static class FaceRegistration
{
    public static IServiceCollection AddAgentFace(this IServiceCollection services) => services
        .AddSingleton<Readers>()
        .AddSingleton<Greeter>()
        .AddSingleton<IAgentDesk, TeamsDesk>()
        .AddSingleton<Administrators>()
        .AddSingleton<IAlertDesk, TeamsAlertDesk>()
        .AddSingleton<IAccessDesk, TeamsAccessDesk>()
        .AddSingleton<PersonFinder>()
        .AddSingleton<Arrivals>()
        .AddSingleton<TaskForms>()
        .AddSingleton<ConsultActs>()
        .AddSingleton<AlertActs>()
        .AddSingleton<TaskActs>()
        .AddSingleton<PersonActs>()
        .AddSingleton<MailboxActs>()
        .AddSingleton<LedgerActs>()
        .AddSingleton<WhyActs>()
        .AddDialogs()
        .AddSingleton<ButtonActs>()
        .AddSingleton<ReplyDialog>()
        .AddSingleton<ClickRouter>()
        .AddSingleton<FileActs>()
        .AddSingleton<TypedCommands>()
        .AddSingleton<Answers>()
        .AddSingleton<IActivityHandler, ActivityRouter>();
}
