using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Tests.Replies;

public sealed class ReplyRecipientsTests
{
    private static readonly MailAddress Customer = new("customer@b.example", "Customer");

    [Fact]
    public void F36_the_answer_goes_to_the_sender_of_the_mail()
    {
        var recipients = For(Mail());

        Assert.Equal([Customer], recipients.To);
        Assert.False(recipients.ReplyToDiffers);
    }

    [Fact]
    public void Reply_to_is_honoured_and_said()
    {
        var elsewhere = new MailAddress("other@c.example");
        var recipients = For(Mail() with { ReplyTo = [elsewhere] });

        Assert.Equal([elsewhere], recipients.To);
        Assert.True(recipients.ReplyToDiffers);
    }

    [Fact]
    public void Reply_to_that_repeats_the_sender_is_nothing_to_mention() =>
        Assert.False(For(Mail() with { ReplyTo = [new MailAddress("CUSTOMER@b.example")] }).ReplyToDiffers);

    [Fact]
    public void F35_own_addresses_are_never_among_the_recipients()
    {
        var recipients = For(Mail() with
        {
            To = [new MailAddress("help@own.example"), new MailAddress("colleague@b.example")],
            Cc = [new MailAddress("orders@own.example"), new MailAddress("COLLEAGUE@b.example"), new MailAddress("customer@B.example")],
            ReplyTo = [new MailAddress("help@own.example")],
        });

        Assert.Equal([Customer], recipients.To);
        Assert.Equal(["colleague@b.example"], recipients.Cc.Select(address => address.Address));
    }

    [Fact]
    public void Without_a_foreign_address_there_is_nobody_to_answer_to() =>
        Assert.Empty(For(Mail() with { From = new MailAddress("help@own.example") }).To);

    [Theory]
    [InlineData(499, false, false)]
    [InlineData(500, false, true)]
    [InlineData(700, false, true)]
    public void More_people_than_Exchange_takes_are_too_many_and_nobody_is_left_out_in_silence(int others, bool isTooMany, bool areTooManyToAll)
    {
        var many = Enumerable.Range(0, others).Select(i => new MailAddress($"person{i}@b.example")).ToList();
        var recipients = For(Mail() with { Cc = many });

        Assert.Equal(others + 1, recipients.To.Count + recipients.Cc.Count);
        Assert.Equal((isTooMany, areTooManyToAll), (recipients.AreTooMany(toAll: false), recipients.AreTooMany(toAll: true)));
        Assert.Equal(others > 500, For(Mail() with { ReplyTo = many }).AreTooMany(toAll: false));
    }

    private static ReplyRecipients For(MailItem mail) => ReplyRecipients.For(mail, address => address.EndsWith("@own.example", StringComparison.Ordinal));

    private static MailItem Mail() => new() { Id = new MessageId("1"), ReceivedAt = DateTimeOffset.UnixEpoch, From = Customer };
}
