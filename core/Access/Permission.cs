using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Access;

/// <summary>What the app needs in Microsoft 365, and nothing else (graph.md 10.1, N-028).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Permission>))]
public enum Permission
{
    /// <summary><c>Mail.ReadWrite</c>: reading, folders, moving, drafts.</summary>
    MailReadWrite,

    /// <summary><c>Mail.Send</c>: sending answers.</summary>
    MailSend,

    /// <summary><c>User.Read.All</c>: looking people and mailboxes up.</summary>
    UserReadAll,

    /// <summary><c>Presence.Read.All</c>, optional: who is in a call .</summary>
    PresenceReadAll,

    /// <summary>No permission of its own: whether Exchange lets the app subscribe with the mail permission it has (graph.md 10.5, open point).</summary>
    Subscriptions,

    /// <summary><c>TeamsAppInstallation.ReadWriteSelfForUser.All</c>, optional: putting the app into agents' Teams (teams.md 3.5).</summary>
    AppInstallation,
}

/// <summary>What does not work without a permission.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PermissionEffect>))]
public enum PermissionEffect
{
    /// <summary>No mail is read, so nothing works.</summary>
    NoMail,

    /// <summary>Mail becomes tasks, but no answer can be sent.</summary>
    NoAnswers,

    /// <summary>Nobody can be found by name or address, and renamed mailboxes are not followed.</summary>
    NobodyIsFound,

    /// <summary>Agents are offered mail by their own duty switch only; a call is not noticed .</summary>
    NoPresence,

    /// <summary>New mail is noticed in intervals instead of within seconds.</summary>
    LookedAtInIntervals,

    /// <summary>Agents install the app themselves, or by a policy of the Teams administrator.</summary>
    AgentsInstallThemselves,
}

/// <summary>A permission's name in Entra and its place in the product.</summary>
/// <param name="Role">Name of the app role; null when it is none.</param>
/// <param name="IsOptional">The bot works without, with the effect named.</param>
/// <param name="IsScopable">Can be granted in Exchange for some mailboxes only (graph.md 10.5).</param>
public sealed record PermissionNeed(Permission Permission, string? Role, PermissionEffect Effect, bool IsOptional, bool IsScopable)
{
    /// <summary>The least set, the required ones first.</summary>
    public static readonly IReadOnlyList<PermissionNeed> All =
    [
        new(Permission.MailReadWrite, "Mail.ReadWrite", PermissionEffect.NoMail, IsOptional: false, IsScopable: true),
        new(Permission.MailSend, "Mail.Send", PermissionEffect.NoAnswers, IsOptional: false, IsScopable: true),
        new(Permission.UserReadAll, "User.Read.All", PermissionEffect.NobodyIsFound, IsOptional: false, IsScopable: false),
        new(Permission.PresenceReadAll, "Presence.Read.All", PermissionEffect.NoPresence, IsOptional: true, IsScopable: false),
        new(Permission.Subscriptions, null, PermissionEffect.LookedAtInIntervals, IsOptional: true, IsScopable: true),
        new(Permission.AppInstallation, "TeamsAppInstallation.ReadWriteSelfForUser.All", PermissionEffect.AgentsInstallThemselves, IsOptional: true, IsScopable: false),
    ];

    public static PermissionNeed Of(Permission permission) => All.First(need => need.Permission == permission);
}
