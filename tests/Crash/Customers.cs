using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>Everybody outside: customers with new mails and with a second mail in the same thread, absence assistants, and mail servers that bounce.</summary>
internal sealed class Customers : IDisposable
{
    private static readonly string[] FinalFolders = ["Handled", "Failed"];

    private readonly SimulatedTenant tenant;
    private readonly ChaosPlan plan;
    private readonly ChaosRecord record;
    private readonly Random chance;
    private readonly List<Letter> answerable = [];
    private int filed;

    public Customers(SimulatedTenant tenant, ChaosPlan plan, ChaosRecord record, Random chance)
    {
        (this.tenant, this.plan, this.record, this.chance) = (tenant, plan, record, chance);
        tenant.State.Exchange.Changed += Count;
    }

    /// <summary>Mails that were delivered and are not filed yet.</summary>
    public int UnderWay => record.Letters.Count - Volatile.Read(ref filed);

    /// <summary>Writes mails as long as <paramref name="more"/>, some at a time: bursts, and also while no bot is there.</summary>
    public async Task WriteAsync(Func<bool> more, CancellationToken cancellation)
    {
        while (more())
        {
            await tenant.Wait.UntilAsync(() => UnderWay < plan.UnderWay || !more() ? this : null, cancellation);
            for (var burst = chance.Next(1, 4); burst > 0 && more(); burst--)
                Write();
        }
    }

    public void Dispose() => tenant.State.Exchange.Changed -= Count;

    private void Write()
    {
        var number = record.Letters.Count + 1;
        var mailbox = tenant.World.Mailboxes[chance.Next(tenant.World.Mailboxes.Count)];
        var kind = chance.Next(100);
        var earlier = kind < 15 && answerable.Count > 0 ? answerable[^chance.Next(1, Math.Min(answerable.Count, 20) + 1)] : null;
        var fromMachine = earlier is null && kind >= 88;
        var letter = new Letter(
            earlier?.Mailbox ?? new MailboxId(mailbox.Id),
            default,
            $"<mail-{number}@fabrikam.example>",
            earlier?.Customer ?? $"{(fromMachine && kind >= 94 ? "mailer-daemon" : $"customer{number}")}@fabrikam.example",
            fromMachine);
        var id = tenant.Mail.Deliver(letter.Mailbox.Value, new IncomingMail
        {
            From = new SandboxAddress(letter.Customer, $"Customer {number}"),
            Subject = $"Question {number}",
            Text = $"Where is order {number}?",
            InternetMessageId = letter.InternetMessageId,
            InReplyTo = earlier?.InternetMessageId,
            Headers = fromMachine ? [new SandboxHeader("Auto-Submitted", "auto-replied")] : [],
        });
        letter = letter with { Message = new MessageId(id) };
        record.Letters.Enqueue(letter);
        if (!fromMachine)
            answerable.Add(letter);
    }

    private void Count(MailChange change)
    {
        if (change.Kind == ChangeKind.Created && FinalFolders.Contains(change.Folder.DisplayName))
            Interlocked.Increment(ref filed);
    }
}
