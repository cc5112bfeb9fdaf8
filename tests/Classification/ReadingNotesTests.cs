using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Classification;

public sealed class ReadingNotesTests
{
    [Theory]
    [InlineData("content-smime-encrypted", ReadingNote.Encrypted)]
    [InlineData("content-smime-opaque-signed", ReadingNote.SignedOpaque)]
    [InlineData("content-smime-clear-signed", ReadingNote.SignedReadable)]
    [InlineData("content-pgp-mime", ReadingNote.Encrypted)]
    [InlineData("content-pgp-inline", ReadingNote.Encrypted)]
    [InlineData("content-rights-protected", ReadingNote.RightsProtected)]
    [InlineData("content-winmail", ReadingNote.Winmail)]
    [InlineData("content-being-scanned", ReadingNote.BeingScanned)]
    [InlineData("content-signature-logo", null)]
    [InlineData("person-office-chairs", null)]
    [InlineData("calendar-request", null)]
    public void F52_F54_F56_what_stands_between_the_reader_and_the_mail_is_named(string name, ReadingNote? note) =>
        Assert.Equal(note is { } one ? [one] : [], Of(name));

    [Theory]
    [InlineData("IPM.Note.SMIME", ReadingNote.Encrypted)]
    [InlineData("IPM.Note.SMIME.MultipartSigned", ReadingNote.SignedReadable)]
    [InlineData("IPM.Note.rpmsg.Microsoft.Voicemail", ReadingNote.RightsProtected)]
    public void F54_the_message_class_tells_where_headers_are_missing(string messageClass, ReadingNote note) =>
        Assert.Equal([note], ReadingNotes.Of(new MailItem { Id = new("1"), ReceivedAt = default, MessageClass = messageClass }, []));

    private static IReadOnlyList<ReadingNote> Of(string name)
    {
        var file = EmlFile.Named(name);
        return ReadingNotes.Of(
            file.ToItem(),
            [.. file.ToIncoming().Attachments.Select(part => new MailAttachment(part.Name, part.Name, part.ContentType, part.Content.Length, part.IsInline, part.ContentId))]);
    }
}
