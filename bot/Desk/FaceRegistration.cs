using TeamsEmailBot.Core.Distribution;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Registers what agents see: their desk in Teams, and what their clicks and words do.</summary>
internal static class FaceRegistration
{
    public static IServiceCollection AddAgentFace(this IServiceCollection services) => services
        .AddSingleton<Readers>()
        .AddSingleton<IAgentDesk, TeamsDesk>();
}
