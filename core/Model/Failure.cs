namespace TeamsEmailBot.Core.Model;

/// <summary>What kind of trouble a neighbour (Graph, Teams, storage) reported. The category alone decides whether a retry makes sense.</summary>
public enum FailureCategory
{
    /// <summary>The neighbour is busy or broken for a moment and did nothing: try again with back-off.</summary>
    Transient,

    /// <summary>The neighbour asked us to wait; <see cref="Failure.NotBefore"/> says until when.</summary>
    Throttled,

    /// <summary>The effect may or may not have happened (time-out after sending). Look before trying again.</summary>
    Unknown,

    /// <summary>The thing is not there (any more).</summary>
    NotFound,

    /// <summary>Somebody changed it meanwhile, or it exists already.</summary>
    Conflict,

    /// <summary>A right is missing: consent, mailbox scope, Send As. An administrator must act.</summary>
    Refused,

    /// <summary>Our credential was not accepted. An administrator must act.</summary>
    Unauthenticated,

    /// <summary>The mailbox exists no more, is on premises, or has no Exchange Online licence.</summary>
    MailboxUnavailable,

    /// <summary>Too large for the neighbour.</summary>
    TooLarge,

    /// <summary>The request is wrong in itself; repeating it cannot help.</summary>
    Invalid,

    /// <summary>This one item cannot be read; the rest can.</summary>
    Corrupt,
}

/// <summary>Trouble as a value. <paramref name="Code"/> is the neighbour's own error code and safe to log; it never holds mail content or addresses.</summary>
/// <param name="Category">Decides what to do.</param>
/// <param name="Code">For example <c>ErrorItemNotFound</c> or <c>ConversationNotFound</c>.</param>
/// <param name="NotBefore">Earliest time of the next attempt, when the neighbour named one (Retry-After).</param>
public sealed record Failure(FailureCategory Category, string Code, DateTimeOffset? NotBefore = null)
{
    /// <summary>True when the same call may succeed later without a person acting.</summary>
    public bool MayRetry => Category is FailureCategory.Transient or FailureCategory.Throttled or FailureCategory.Unknown or FailureCategory.Conflict;

    /// <summary>True when only an administrator can mend it; retried seldom and shown (graph.md 9).</summary>
    public bool NeedsAdministrator =>
        Category is FailureCategory.Refused or FailureCategory.Unauthenticated or FailureCategory.MailboxUnavailable;

    public override string ToString() => $"{Category} ({Code})";
}

/// <summary>The answer of a neighbour: a value or a <see cref="Model.Failure"/>.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Failure? failure)
    {
        this.value = value;
        Failure = failure;
    }

    /// <summary>Null when the call succeeded.</summary>
    public Failure? Failure { get; }

    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>The value; reading it after a failure is a bug.</summary>
    public T Value => Failure is null ? value! : throw new InvalidOperationException($"No value: {Failure}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);
}

/// <summary>The value of a call that has nothing to say but "done".</summary>
public readonly record struct Done
{
    public static readonly Done It;
}
