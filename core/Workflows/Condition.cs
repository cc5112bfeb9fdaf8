using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>What can be asked about a mail, about the service and about its queue. <see cref="WorkflowCatalog"/> says what each one needs to be told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConditionKind>))]
public enum ConditionKind
{
    /// <summary>All of the conditions inside hold.</summary>
    All,

    /// <summary>At least one of the conditions inside holds.</summary>
    Any,

    /// <summary>The condition inside does not hold.</summary>
    Not,

    /// <summary>Who wrote: one of the addresses, or an address of one of the domains and what is below them.</summary>
    Sender,

    /// <summary>To whom it was written (To, Cc): one of the addresses or domains.</summary>
    Recipient,

    /// <summary>The subject holds one of the words, in any case.</summary>
    Subject,

    /// <summary>The sender's own text, without what he quotes, holds one of the words, in any case.</summary>
    Body,

    /// <summary>The mail is larger than so many megabytes.</summary>
    LargerThan,

    /// <summary>There are attachments.</summary>
    HasAttachment,

    /// <summary>An attachment's name ends with one of the types, for example <c>pdf</c>.</summary>
    AttachmentType,

    /// <summary>The sender marked it as low, normal or high.</summary>
    Importance,

    /// <summary>The mail is written in one of the languages, as far as that can be told.</summary>
    Language,

    /// <summary>There is a header of this name; with values, one of them is in it.</summary>
    Header,

    /// <summary>The sender marked it as normal, personal, private or confidential.</summary>
    Sensitivity,

    /// <summary>Exchange found that the mail passed or failed the sender's policy, or that there is none.</summary>
    Dmarc,

    /// <summary>The sender took part in an earlier task of the service.</summary>
    KnownCustomer,

    /// <summary>The service is open by its hours and holidays.</summary>
    Open,

    /// <summary>At least so many tasks wait in the service's queue.</summary>
    Waiting,

    /// <summary>The oldest waiting task has waited at least so many minutes.</summary>
    OldestWaiting,

    /// <summary>At least so many agents of the service could take a task now.</summary>
    AgentsAvailable,
}

/// <summary>A condition; which of the parts it has depends on its kind.</summary>
public sealed record Condition(ConditionKind Kind)
{
    /// <summary>The conditions inside, for <see cref="ConditionKind.All"/>, <see cref="ConditionKind.Any"/> and <see cref="ConditionKind.Not"/>.</summary>
    public IReadOnlyList<Condition>? Of { get; init; }

    /// <summary>What to look for; one of them suffices.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Name of the header.</summary>
    public string? Name { get; init; }

    /// <summary>How many, how large or how long.</summary>
    public int? Number { get; init; }

    public static Condition All(params IReadOnlyList<Condition> of) => new(ConditionKind.All) { Of = of };

    public static Condition Any(params IReadOnlyList<Condition> of) => new(ConditionKind.Any) { Of = of };

    public static Condition Not(Condition of) => new(ConditionKind.Not) { Of = [of] };

    public static Condition With(ConditionKind kind, params IReadOnlyList<string> values) => new(kind) { Values = values };

    public static Condition AtLeast(ConditionKind kind, int number) => new(kind) { Number = number };

    /// <summary>This condition and all those inside it.</summary>
    internal IEnumerable<Condition> Everything() => (Of ?? []).SelectMany(inner => inner.Everything()).Prepend(this);
}
