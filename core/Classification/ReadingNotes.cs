using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Classification;

/// <summary>Finds what stands between the agent and the text: such a mail is a task like every other, and the card says what to do (F-13).</summary>
public static class ReadingNotes
{
    /// <summary>How Defender names the file that stands in for one which it still examines ("Dynamic Delivery", F-56).</summary>
    private static readonly string[] Placeholders = ["ATP Scan In Progress", "Safe Attachments Scan In Progress"];

    public static IReadOnlyList<ReadingNote> Of(MailItem mail, IReadOnlyList<MailAttachment> attachments)
    {
        List<ReadingNote> notes = [];
        if (Sealed(mail, attachments) is { } note)
            notes.Add(note);
        if (attachments.Any(file => IsNamed(file, "winmail.dat") || IsOfType(file, "application/ms-tnef")))
            notes.Add(ReadingNote.Winmail);
        if (attachments.Any(file => Array.Exists(Placeholders, name => file.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))))
            notes.Add(ReadingNote.BeingScanned);
        return notes;
    }

    private static ReadingNote? Sealed(MailItem mail, IReadOnlyList<MailAttachment> attachments)
    {
        var type = mail.Header("Content-Type") ?? "";
        if (mail.IsOfClass("IPM.Note.rpmsg") || mail.HeaderContains("Content-Class", "rpmsg.message") || attachments.Any(file => IsNamed(file, "message.rpmsg")))
            return ReadingNote.RightsProtected;
        if (Starts(type, "multipart/encrypted") || IsPgpMessage(mail))
            return ReadingNote.Encrypted;
        if (mail.IsOfClass("IPM.Note.SMIME.MultipartSigned") || Starts(type, "multipart/signed"))
            return ReadingNote.SignedReadable;
        if (!mail.IsOfClass("IPM.Note.SMIME") && !Starts(type, "application/pkcs7-mime") && !Starts(type, "application/x-pkcs7-mime"))
            return null;
        return type.Contains("signed-data", StringComparison.OrdinalIgnoreCase) ? ReadingNote.SignedOpaque : ReadingNote.Encrypted;
    }

    private static bool IsPgpMessage(MailItem mail) =>
        (mail.Body?.Content ?? mail.Preview).Contains("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal);

    private static bool Starts(string text, string start) => text.TrimStart().StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(MailAttachment file, string name) => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfType(MailAttachment file, string type) => string.Equals(file.ContentType, type, StringComparison.OrdinalIgnoreCase);
}
