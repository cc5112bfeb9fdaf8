using Azure.Core;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>
/// Installs the app for people (teams.md 3.5). Its id in the catalogue is read from an installation: with the permission for itself alone an app is told of itself alone,
/// and needs none for the catalogue.
/// </summary>
internal sealed class GraphAppInstallation(GraphHttp http, IOptions<GraphOptions> options) : IAppInstallation
{
    public async Task<Outcome<string>> FindAppAsync(AgentId person, CancellationToken cancellation)
    {
        var installed = await http.AllAsync(
            Call(RequestMethod.Get, "FindApp", person, GraphUrl.Query(("$expand", "teamsApp"))),
            entry => entry.Object("teamsApp") is { } app && app.Text("distributionMethod") == "organization" ? app.Text("id") : null,
            cancellation);
        if (!installed.Succeeded)
            return installed.Failure;
        return installed.Value is [var only] ? only : new Failure(FailureCategory.NotFound, "AppNotFound");
    }

    public async Task<Outcome<AppInstallation>> InstallAsync(AgentId person, string app, CancellationToken cancellation)
    {
        var installed = await http.SendForNothingAsync(
            Call(RequestMethod.Post, "InstallApp", person, "") with { Body = GraphBody.Of(new InstallationWire($"{options.Value.BaseUrl.AbsoluteUri.TrimEnd('/')}/appCatalogs/teamsApps/{GraphUrl.Segment(app)}")) },
            cancellation);
        return installed.Succeeded ? AppInstallation.Installed
            : installed.Failure.Category == FailureCategory.Conflict ? AppInstallation.WasThere
            : installed.Failure;
    }

    private static GraphCall Call(RequestMethod method, string operation, AgentId person, string query) =>
        new(method, operation, GraphTarget.Directory, "teamwork", $"users/{GraphUrl.Segment(person.Value)}/teamwork/installedApps{query}") { MayBeRefused = true };
}
