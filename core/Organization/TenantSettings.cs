namespace TeamsEmailBot.Core.Organization;

/// <summary>Settings of the whole tenant (N-001, N-008, G-065).</summary>
public sealed record TenantSettings
{
    /// <summary>The languages we speak, as two-letter codes.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de"];

    private const int DefaultRetentionDays = 400;

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

    /// <summary>Language of people whose own we do not know or speak, one of <see cref="Languages"/>. Default English.</summary>
    public string DefaultLanguage { get; init; } = Languages[0];

    /// <summary>Outbound tasks of one service that are scheduled or in progress at the same time. 1–50, default 20. Nothing counts against it: there are no outbound tasks.</summary>
    public int OutboundLimit { get; init; } = 20;

    /// <summary>Narrows the people search by a Graph filter (X-042 to X-053, <see cref="Organization.PeopleFilter"/>); empty = the whole tenant.</summary>
    public string PeopleFilter { get; init; } = "";

    /// <summary>Whom forwarding shows (X-054, <see cref="TeamSight"/>).</summary>
    public TeamVisibility TeamVisibility { get; init; }

    /// <summary>How callers of the API are checked. Nothing is checked by it: there is no such API.</summary>
    public ApiAuthorization ApiAuthorization { get; init; }

    /// <summary>
    /// How long ended tasks, the ledger of mails and all decisions are kept, in days: 30–4000, default 400, and longer than any service reopens tasks. Mail that is older
    /// is never taken in.
    /// </summary>
    public int RetentionDays { get; init => field = value > 0 ? value : DefaultRetentionDays; } = DefaultRetentionDays;

    /// <summary>Whether reports tell about single agents; otherwise only about groups of at least five people. Default off.</summary>
    public bool ReportsPerAgent { get; init; }

    public AlertSettings Alerts { get; init => field = value ?? new(); } = new();

    /// <summary>Addresses and domains whose mail opens no tasks in any service (V-13).</summary>
    public IReadOnlyList<string> BlockedSenders { get; init; } = [];
}
