using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Access;

/// <summary>Stands where the app is put into people's Teams: everybody gets it, unless the test says otherwise.</summary>
internal sealed class FakeApps : IAppInstallation
{
    /// <summary>The app in the catalogue, or why it cannot be told.</summary>
    public Outcome<string> App { get; set; } = "app-of-the-catalogue";

    /// <summary>What comes of it for a person.</summary>
    public Dictionary<AgentId, Outcome<AppInstallation>> Of { get; } = [];

    /// <summary>Who was to get which app.</summary>
    public List<(AgentId Person, string App)> Asked { get; } = [];

    public Task<Outcome<string>> FindAppAsync(AgentId person, CancellationToken cancellation) => Task.FromResult(App);

    public Task<Outcome<AppInstallation>> InstallAsync(AgentId person, string app, CancellationToken cancellation)
    {
        Asked.Add((person, app));
        return Task.FromResult(Of.TryGetValue(person, out var outcome) ? outcome : AppInstallation.Installed);
    }
}
