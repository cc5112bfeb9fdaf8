namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>A person of the tenant with what changes about him. Guarded by the tenant's lock.</summary>
public sealed class Person
{
    internal Person(WorldPerson start, string teamsId)
    {
        Start = start;
        TeamsId = teamsId;
        Availability = start.Availability;
        Activity = start.Activity;
        Installed = start.Installed;
    }

    public string Id => Start.Id;

    public string Name => Start.Name;

    public string UserPrincipalName => Start.UserPrincipalName;

    public string Address => Start.Address;

    public WorldPerson Start { get; }

    /// <summary>The id Teams gives this person towards this bot (<c>29:...</c>, teams.md 2.1).</summary>
    public string TeamsId { get; }

    public string Availability { get; internal set; }

    public string Activity { get; internal set; }

    public bool Installed { get; internal set; }

    public bool Blocked { get; internal set; }

    /// <summary>conversationUpdate is only sent at the first installation (teams.md 2.2).</summary>
    internal bool WasInstalledBefore { get; set; }
}
