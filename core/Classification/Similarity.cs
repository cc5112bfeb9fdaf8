using System.Text;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>What makes two mails of machines alike: the sender, and the subject without what counts and changes (numbers, names with numbers, signs).</summary>
public static class Similarity
{
    public static string Of(MailItem mail)
    {
        var shape = new StringBuilder(mail.From?.Address.Trim().ToUpperInvariant()).Append('\n');
        foreach (var word in mail.Subject.Split([' ', '\t', '/', ':', ',', ';', '(', ')', '[', ']', '#', '-', '_', '.', '='], StringSplitOptions.RemoveEmptyEntries))
            if (!word.Any(char.IsDigit))
                shape.Append(word.ToUpperInvariant()).Append(' ');
        return shape.ToString();
    }
}
