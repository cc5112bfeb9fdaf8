using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Replies;

/// <summary>Who gets an answer (F-35, F-36): Reply-To of the mail, else its sender; for reply-all also the other recipients, never our own addresses.</summary>
/// <param name="To">Empty when there is nobody to answer to.</param>
/// <param name="Cc">The others, for reply-all.</param>
/// <param name="ReplyToDiffers">True when the answer goes somewhere else than the mail came from; it must be shown.</param>
public sealed record ReplyRecipients(IReadOnlyList<MailAddress> To, IReadOnlyList<MailAddress> Cc, bool ReplyToDiffers)
{
    /// <summary>Exchange takes 500 recipients per message (graph.md 5.3).</summary>
    public const int Limit = 500;

    /// <summary>Whether Exchange would take an answer to so many.</summary>
    public bool AreTooMany(bool toAll) => To.Count + (toAll ? Cc.Count : 0) > Limit;

    public static ReplyRecipients For(MailItem mail, Func<string, bool> isOwnAddress)
    {
        var named = Foreign(mail.ReplyTo, isOwnAddress, []);
        var to = named.Count > 0 ? named : Foreign(mail.From is { } from ? [from] : [], isOwnAddress, []);
        var cc = Foreign([.. mail.To, .. mail.Cc], isOwnAddress, to);
        return new(to, cc, named.Count > 0 && !(named.Count == 1 && named[0].SameAs(mail.From?.Address)));
    }

    private static List<MailAddress> Foreign(IEnumerable<MailAddress> addresses, Func<string, bool> isOwnAddress, IReadOnlyList<MailAddress> taken)
    {
        var foreign = new List<MailAddress>();
        foreach (var address in addresses)
            if (!isOwnAddress(address.Address) && !taken.Any(other => other.SameAs(address.Address)) && !foreign.Any(other => other.SameAs(address.Address)))
                foreign.Add(address);
        return foreign;
    }
}
