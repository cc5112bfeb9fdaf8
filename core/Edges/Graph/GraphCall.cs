using Azure.Core;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>What a request is about; the same error code means different things for different targets (graph.md 9).</summary>
internal enum GraphTarget
{
    /// <summary>Messages and folders of a mailbox.</summary>
    Mail,

    Subscription,

    /// <summary>Users and presence.</summary>
    Directory,
}

/// <summary>One request to Graph, before it becomes HTTP.</summary>
/// <param name="Operation">Fixed name for logs and meters.</param>
/// <param name="Scope">What shares a throttling limit: a mailbox id, or the name of a workload.</param>
/// <param name="Url">Relative to <see cref="GraphOptions.BaseUrl"/>, ids escaped; or a next link that has been checked.</param>
internal sealed record GraphCall(RequestMethod Method, string Operation, GraphTarget Target, string Scope, string Url)
{
    /// <summary>False when a repetition would do a second thing: then an unclear answer is <see cref="FailureCategory.Unknown"/> (graph.md 7.2).</summary>
    public bool Repeatable { get; init; } = true;

    /// <summary>True when a refusal is an answer like another, for which no administrator is called: only the log is calmer.</summary>
    public bool MayBeRefused { get; init; }

    /// <summary>JSON; null sends a body of length 0 with a POST.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>
    /// <c>Content-Range</c> of a piece of a file, for the address of an upload session: that is a secret by itself, lies on another host and gets no token (graph.md 5.3).
    /// </summary>
    public string? Range { get; init; }

    /// <summary>Preferences besides the immutable ids.</summary>
    public string? Prefer { get; init; }

    /// <summary>Sends <c>ConsistencyLevel: eventual</c>, which advanced directory queries need (graph.md 8.2).</summary>
    public bool IsAdvancedQuery { get; init; }

    /// <summary>A call about a mailbox's mail or folders; <paramref name="path"/> goes below the mailbox's user.</summary>
    public static GraphCall Mail(RequestMethod method, string operation, MailboxId mailbox, string path) =>
        new(method, operation, GraphTarget.Mail, mailbox.Value, $"users/{GraphUrl.Segment(mailbox.Value)}/{path}");
}
