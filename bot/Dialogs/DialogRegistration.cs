namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Registers the dialog engine and every dialog and list there is.</summary>
internal static class DialogRegistration
{
    public static IServiceCollection AddDialogs(this IServiceCollection services) => services
        .AddSingleton<DialogTable>()
        .AddSingleton<DialogDesk>()
        .AddSingleton<AdminActs>()
        .AddUnitDialogs();

    private static IServiceCollection AddUnitDialogs(this IServiceCollection services) => services
        .AddSingleton<Board, Units.UnitsBoard>()
        .AddSingleton<Dialog, Units.AddUnitDialog>()
        .AddSingleton<Dialog, Units.ChangeUnitDialog>()
        .AddSingleton<Dialog, Units.RemoveUnitDialog>();
}
