using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Services;

/// <summary>A contact-centre service: a queue of e-mail tasks and the agents who work on it (N-012, N-068 to N-071).</summary>
public sealed record Service
{
    public required ServiceId Id { get; init; }

    public required string Name { get; init; }

    public required UnitId Unit { get; init; }

    /// <summary>Whether one of the tenant's service licences is applied; without it there is no e-mail (N-002, N-068).</summary>
    public bool HasServiceLicence { get; init; }

    /// <summary>The e-mail switch of the service (N-069).</summary>
    public bool EmailEnabled { get; init; }

    public bool Suspended { get; init; }

    /// <summary>The mailbox whose Inbox feeds the queue; one mailbox serves one service (N-022).</summary>
    public MailboxId? Mailbox { get; init; }

    public WorkflowId? Workflow { get; init; }

    public IReadOnlyList<ServiceAgent> Agents { get; init; } = [];

    public DistributionSettings Distribution { get; init; } = new();

    /// <summary>How long after its end a customer's mail reopens a task, in days; later it is a new task. 0 = always a new task. 0–3650, default 14.</summary>
    public int ReopenDays { get; init; } = 14;

    /// <summary>Plain text put under every answer; empty = none.</summary>
    public string Signature { get; init; } = "";

    /// <summary>The address that answers leave from: one of the From addresses of the mailbox (G-020, G-023); null = the mailbox's own.</summary>
    public string? FromAddress { get; init; }

    /// <summary>When the service is open; workflows ask.</summary>
    public Calendar OpeningHours { get; init; } = Calendar.AlwaysOpen;

    /// <summary>Until when customers shall be answered.</summary>
    public ServiceTargets Targets { get; init => field = value ?? new(); } = new();

    public ServiceThresholds Thresholds { get; init; } = new();

    /// <summary>Newsletters and mailing lists go to <c>Failed</c> instead of opening tasks (N-051). Default off.</summary>
    public bool SortOutBulk { get; init; }

    /// <summary>Addresses and domains whose mail opens no tasks here, besides the tenant's (V-13).</summary>
    public IReadOnlyList<string> BlockedSenders { get; init; } = [];

    /// <summary>Plain text that tells a customer at once that his mail arrived (F-41); empty = none is sent.</summary>
    public string Acknowledgement { get; init; } = "";

    /// <summary>
    /// When the service began to take in mail of its mailbox: by the change that assigned it, or that let service or tenant resume. Mail received before is not
    /// processed (N-048, N-061, N-062). Written by the configuration itself, never by who changes it; null when it never began.
    /// </summary>
    public DateTimeOffset? WatchedSince { get; init; }

    /// <summary>Mail from this time on is processed although it is older than the assignment: an administrator wanted it. Ends with the assignment (N-061).</summary>
    public DateTimeOffset? BackfillFrom { get; init; }

    /// <summary>Where to what its own agents cannot take goes on today; null = nowhere. No part of the configuration document.</summary>
    public OpenOverflow? OpenOverflow { get; init; }

    /// <summary>The overflow, while it is open.</summary>
    public OpenOverflow? OverflowAt(DateTimeOffset now) => OpenOverflow is { } open && open.Until > now ? open : null;

    public IEnumerable<AgentId> AgentIds => Agents.Select(member => member.Agent);

    /// <summary>Whether the person is one of the agents of this service.</summary>
    public bool Serves(AgentId agent) => Agents.Any(member => member.Agent == agent);

    /// <summary>True when the service takes in and distributes mail: licence, switch, mailbox and workflow are all there (N-070, N-071).</summary>
    public bool IsLive => HasServiceLicence && EmailEnabled && !Suspended && Mailbox is not null && Workflow is not null;
}
