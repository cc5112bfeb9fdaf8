using System.Security.Cryptography;
using System.Text;

namespace TeamsEmailBot.Core.Model;

/// <summary>Identifies a configured mailbox: the Entra object id of the Exchange mailbox's user, so that a rename is survived (N-055, F-63).</summary>
public readonly record struct MailboxId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies a service (a queue with agents); chosen by the administrator, letters, digits and hyphens.</summary>
public readonly record struct ServiceId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies a person who works with the bot: the Entra object id, never the UPN.</summary>
public readonly record struct AgentId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies an organization unit.</summary>
public readonly record struct UnitId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies a workflow definition.</summary>
public readonly record struct WorkflowId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Graph's immutable id of a message (graph.md 3). Case matters (F-20).</summary>
public readonly record struct MessageId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies one offer of a task to one agent.</summary>
public readonly record struct OfferId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies one press of Send; travels with the draft so that it can be found again after a crash (I4).</summary>
public readonly record struct AnswerId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies a task; derived from mailbox and message, so that a mail can open only one (I1).</summary>
public readonly record struct TaskId(string Value)
{
    /// <summary>The id that the mail <paramref name="message"/> of <paramref name="mailbox"/> always gets.</summary>
    public static TaskId For(MailboxId mailbox, MessageId message) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{mailbox.Value}\n{message.Value}")).AsSpan(0, 16)));

    public override string ToString() => Value;
}

/// <summary>Where a task is stored and which it is: the service is the partition (design.md 4).</summary>
public readonly record struct TaskKey(ServiceId Service, TaskId Id)
{
    public override string ToString() => $"{Service}/{Id}";
}
