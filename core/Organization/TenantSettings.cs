namespace TeamsEmailBot.Core.Organization;

/// <summary>Settings of the whole tenant (N-001, N-008, G-065).</summary>
public sealed record TenantSettings
{
    /// <summary>The e-mail modality; while it is off nothing is subscribed, taken in or offered (N-001, X-015).</summary>
    public bool EmailEnabled { get; init; }

    /// <summary>Most tasks open at the same time in the tenant; further mail waits in the Inbox (N-008). 1–100,000, default 500.</summary>
    public int MaxConcurrentTasks { get; init; } = 500;

    /// <summary>Service licences bought (contact-centre services, N-068).</summary>
    public int ServiceLicences { get; init; }

    /// <summary>E-mail licences bought: how many users may receive e-mail tasks (N-003, N-009).</summary>
    public int EmailLicences { get; init; }

    /// <summary>True when guests of the tenant may be agents (E-004). Default off.</summary>
    public bool AllowGuests { get; init; }

    /// <summary>Whom to ask for help: text or link shown in error cards (G-065).</summary>
    public string? SupportContact { get; init; }

    /// <summary>IANA time zone used where a person's own is unknown. Default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Addresses and domains whose mail opens no tasks in any service (V-13).</summary>
    public IReadOnlyList<string> BlockedSenders { get; init; } = [];
}
