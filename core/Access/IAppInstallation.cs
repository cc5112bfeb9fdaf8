using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Access;

/// <summary>What came of putting the app into somebody's Teams.</summary>
public enum AppInstallation
{
    /// <summary>It is there now; Teams tells the bot so, and the person is welcomed then.</summary>
    Installed,

    /// <summary>It was there before.</summary>
    WasThere,
}

/// <summary>Port: putting the app into people's Teams, where the app may (<see cref="Permission.AppInstallation"/>, teams.md 3.5).</summary>
public interface IAppInstallation
{
    /// <summary>
    /// The app as the organization's catalogue names it, read from where it is installed already. <see cref="FailureCategory.NotFound"/>: it is not there, or more
    /// than one app is.
    /// </summary>
    /// <param name="person">Somebody who has the app.</param>
    Task<Outcome<string>> FindAppAsync(AgentId person, CancellationToken cancellation);

    /// <summary><see cref="FailureCategory.Refused"/>: the permission is missing, or a policy of Teams forbids the app to this person.</summary>
    /// <param name="app">As <see cref="FindAppAsync"/> told.</param>
    Task<Outcome<AppInstallation>> InstallAsync(AgentId person, string app, CancellationToken cancellation);
}
