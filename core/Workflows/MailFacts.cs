using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>What a workflow may ask about a mail: a real one, or one that an administrator made up. Held in memory only (I6).</summary>
public sealed record MailFacts
{
    /// <summary>Empty for mail without a sender.</summary>
    public string Sender { get; init; } = "";

    /// <summary>Addresses of To and Cc.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    public string Subject { get; init; } = "";

    /// <summary>What the sender wrote himself, as plain text.</summary>
    public string Text { get; init; } = "";

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>Names of the attachments.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    public bool HasAttachments { get; init; }

    /// <summary>low, normal, high.</summary>
    public string Importance { get; init; } = "normal";

    /// <summary>Code of the language; null when it cannot be told.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>normal, personal, private, confidential.</summary>
    public string Sensitivity { get; init; } = "normal";

    /// <summary>pass, fail, none.</summary>
    public string Dmarc { get; init; } = "none";

    /// <summary>The sender took part in an earlier task.</summary>
    public bool IsKnownCustomer { get; init; }

    /// <summary>There is somebody who worked for the customer last.</summary>
    public bool HasLastAgent { get; init; }

    /// <summary>Somebody may be answered automatically now (F-41).</summary>
    public bool MayBeAnswered { get; init; } = true;

    /// <summary>The facts that the mail itself tells.</summary>
    /// <param name="text">What the sender wrote himself.</param>
    /// <param name="attachments">Names of the attachments, where they were asked for.</param>
    public static MailFacts Of(MailItem mail, string text, IReadOnlyList<string> attachments) => new()
    {
        Sender = mail.From?.Address ?? "",
        Recipients = [.. mail.To.Concat(mail.Cc).Select(person => person.Address)],
        Subject = mail.Subject,
        Text = text,
        Size = mail.Size ?? 0,
        Attachments = attachments,
        HasAttachments = mail.HasAttachments || attachments.Count > 0,
        Importance = mail.Importance switch { MailImportance.Low => "low", MailImportance.High => "high", _ => "normal" },
        Language = MailLanguage.Of($"{mail.Subject}\n{text}", mail.Header("Content-Language")),
        Headers = mail.Headers,
        Sensitivity = SensitivityOf(mail.Header("Sensitivity")),
        Dmarc = DmarcOf(mail.Header("Authentication-Results")),
    };

    private static string SensitivityOf(string? header) => header?.Trim().ToUpperInvariant() switch
    {
        "PERSONAL" => "personal",
        "PRIVATE" => "private",
        "COMPANY-CONFIDENTIAL" => "confidential",
        _ => "normal",
    };

    // "bestguesspass" says that there is no policy and it would have passed.
    private static string DmarcOf(string? results)
    {
        const string mark = "dmarc=";
        if (results?.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at))
            return "none";
        var result = results.AsSpan(at + mark.Length);
        return result.StartsWith("pass", StringComparison.OrdinalIgnoreCase) ? "pass" : result.StartsWith("fail", StringComparison.OrdinalIgnoreCase) ? "fail" : "none";
    }
}

/// <summary>What a workflow may ask about a service at the time.</summary>
public sealed record ServiceFacts
{
    /// <summary>The workflow that a mail handed to this service goes through; null = straight into the queue.</summary>
    public Workflow? Workflow { get; init; }

    /// <summary>Takes in and distributes mail.</summary>
    public bool IsLive { get; init; } = true;

    public bool IsOpen { get; init; } = true;

    /// <summary>Tasks in its queue.</summary>
    public int Waiting { get; init; }

    /// <summary>How long the oldest of them has waited.</summary>
    public TimeSpan OldestWaiting { get; init; }

    /// <summary>Agents who could take a task now.</summary>
    public int AgentsAvailable { get; init; }
}
