using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Did Exchange keep the answer as it was given? Bodies were ignored by createReply before (F-30), and recipients decide who reads it.</summary>
internal static class ReplyCheck
{
    public static bool Holds(JsonElement draft, ReplyContent content) =>
        draft.Object("body")?.Text("content") is { } body
        && HtmlText.Letters(body).Contains(HtmlText.Letters(content.Html), StringComparison.Ordinal)
        && SamePeople(MailItemReading.Addresses(draft, "toRecipients"), content.To)
        && SamePeople(MailItemReading.Addresses(draft, "ccRecipients"), content.Cc)
        && MailItemReading.Addresses(draft, "bccRecipients").Count == 0
        && (content.From is not { } from || (Sender(draft) is { } kept && Normal(kept) == Normal(from)));

    /// <summary>Digest of words, sender and readers; travels with the draft.</summary>
    public static string Digest(ReplyContent content) => Digest(content.Html, content.From, content.To, content.Cc);

    /// <summary>True when the draft still holds what <see cref="Digest(ReplyContent)"/> was made of.</summary>
    public static bool IsWhole(JsonElement draft)
    {
        if (ExtendedProperty.Value(draft, ExtendedProperty.Content) is not { } digest)
            return false;
        var html = draft.Object("body")?.Text("content") ?? "";
        var (to, cc) = (MailItemReading.Addresses(draft, "toRecipients"), MailItemReading.Addresses(draft, "ccRecipients"));
        // Of a draft that was given no sender Exchange may tell the mailbox as its sender.
        return digest == Digest(html, null, to, cc) || (Sender(draft) is { } from && digest == Digest(html, from, to, cc));
    }

    private static MailAddress? Sender(JsonElement draft) => draft.Object("from") is { } from ? MailItemReading.Address(from) : null;

    private static string Digest(string html, MailAddress? from, IReadOnlyList<MailAddress> to, IReadOnlyList<MailAddress> cc)
    {
        string[] sender = from is null ? [] : ["From", Normal(from)];
        var everything = string.Join('\n', [
            HtmlText.Letters(html), .. sender, "To", .. to.Select(Normal).Order(StringComparer.Ordinal), "Cc", .. cc.Select(Normal).Order(StringComparer.Ordinal)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(everything)));
    }

    private static bool SamePeople(IReadOnlyList<MailAddress> kept, IReadOnlyList<MailAddress> given) =>
        kept.Select(Normal).ToHashSet().SetEquals(given.Select(Normal));

    /// <summary>Without case, and the domain in the form that goes over the wire: Exchange may write <c>münchen.example</c> as <c>xn--mnchen-3ya.example</c>.</summary>
    private static string Normal(MailAddress address)
    {
        var at = address.Address.LastIndexOf('@');
        var domain = address.Address[(at + 1)..];
        try
        {
            domain = new IdnMapping().GetAscii(domain);
        }
        catch (ArgumentException)
        {
            // No domain name; compared as it stands.
        }

        return (address.Address[..(at + 1)] + domain).ToUpperInvariant();
    }
}
