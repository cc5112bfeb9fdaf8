using System.Text;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Names of mailboxes: 1–40 letters and digits of any script, space, <c>@ _ . -</c> (N-017, G-022, G-027).</summary>
public static class MailboxNames
{
    public static bool IsRight(string name) => Texts.IsMailboxName(name);

    /// <summary>A name made of one that Exchange or a person gave (N-018): what is not allowed becomes a space, what is too long is cut. Empty when nothing is left.</summary>
    public static string Fit(string given)
    {
        var name = new StringBuilder();
        foreach (var rune in given.Normalize(NormalizationForm.FormC).EnumerateRunes())
            if (rune.Value != ' ' && Texts.IsMailboxNameRune(rune))
                name.Append(rune);
            else if (name is { Length: > 0 } && name[^1] != ' ')
                name.Append(' ');
        return string.Concat(name.ToString().Trim().EnumerateRunes().Take(Mailbox.MaxNameLength)).Trim();
    }
}
