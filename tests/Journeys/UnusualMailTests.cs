using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Classification;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Mail that cannot be shown as it is becomes a task with what is readable, and the link to Outlook (F-13).</summary>
public sealed class UnusualMailTests
{
    [Theory]
    [InlineData("content-smime-encrypted", "This mail is encrypted.")]
    [InlineData("content-smime-opaque-signed", "signed in a way that hides its text")]
    [InlineData("content-smime-clear-signed", "digitally signed")]
    [InlineData("content-pgp-mime", "This mail is encrypted.")]
    [InlineData("content-rights-protected", "rights management")]
    [InlineData("content-winmail", "winmail.dat")]
    [InlineData("content-being-scanned", "still being scanned")]
    public async Task F13_F52_F54_F56_mail_that_hides_its_text_is_a_task_that_says_so_and_links_to_Outlook(string name, string words)
    {
        await using var office = await Office.OpenAsync(Megan);
        var card = await AcceptedAsync(office, EmlFile.Named(name).ToIncoming());

        Assert.True(card.Contains(words), card.Card!.ToJsonString());
        Assert.True(card.Contains("Open in Outlook"));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task F54_signed_mail_whose_text_can_be_read_is_read()
    {
        await using var office = await Office.OpenAsync(Megan);
        Assert.True((await AcceptedAsync(office, EmlFile.Named("content-smime-clear-signed").ToIncoming())).Contains("I agree to the contract."));
    }

    [Fact]
    public async Task F55_an_invitation_is_a_task_with_date_place_and_organizer_on_the_offer_and_on_the_card()
    {
        await using var office = await Office.OpenAsync(Megan);
        var start = new DateTimeOffset(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
        office.Tenant.Mail.Deliver(Help, EmlFile.Named("calendar-request").ToIncoming() with { Meeting = new SandboxMeeting("meetingRequest", start, start.AddHours(1), "Room 4") });
        await office.SettleAsync();
        var offer = office.Card(Megan);
        await office.PressAsync(Megan, "accept");

        foreach (var card in new[] { offer, office.Card(Megan) })
        {
            Assert.True(card.Contains("24 Nov 2026, 14:00 to 15:00"), card.Card!.ToJsonString());
            Assert.True(card.Contains("Room 4"));
            Assert.True(card.Contains("Organizer:"));
            Assert.True(card.Contains("Alex Wilber <alex@fabrikam.example>"));
        }

        Assert.True(office.Card(Megan).Contains("Open in Outlook"));
    }

    [Fact]
    public async Task G028_above_the_size_limit_the_task_carries_headers_only_and_says_so()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Mail.Deliver(Help, Large(5 * 1024 * 1024));
        await office.SettleAsync();
        var offer = office.Card(Megan);
        await office.PressAsync(Megan, "accept");

        foreach (var card in new[] { offer, office.Card(Megan) })
        {
            Assert.True(card.Contains("Plans"));
            Assert.True(card.Contains("above the size limit"));
            Assert.False(card.Contains("These are the plans"));
        }

        Assert.True(office.Card(Megan).Contains("Open in Outlook"));
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "Thank you for the plans.");
        Assert.Contains("Thank you for the plans.", Assert.Single(office.Tenant.Mail.CustomerMails(Alex)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task G028_up_to_the_size_limit_the_mail_is_shown()
    {
        await using var office = await Office.OpenAsync(Megan);
        Assert.True((await AcceptedAsync(office, Large(4 * 1024 * 1024))).Contains("These are the plans"));
    }

    [Theory]
    [InlineData("content-signature-logo", null)]
    [InlineData("content-picture-by-name", null)]
    [InlineData("content-picture-unshown", "screen.png")]
    public async Task F50_F51_pictures_that_the_text_shows_are_no_files_and_all_others_are(string name, string? file)
    {
        await using var office = await Office.OpenAsync(Megan);
        var card = await AcceptedAsync(office, EmlFile.Named(name).ToIncoming());

        Assert.Equal(file is not null, card.Contains("Attachments:"));
        if (file is not null)
            Assert.True(card.Contains(file));
    }

    [Theory]
    [InlineData("content-windows-1250", "Zażółć gęślą jaźń – proszę o łóżko.")]
    [InlineData("content-windows-1250-html", "Proszę o fakturę na kwotę 12,50 zł dla firmy „Świt”.")]
    [InlineData("content-iso-2022-jp", "荷物がまだ届いていません。ご確認をお願いいたします。")]
    [InlineData("content-iso-8859-9", "Siparişim gelmedi, lütfen bakar mısınız? İyi günler.")]
    [InlineData("content-iso-8859-15", "Le prix est de 12 €, cœur compris.")]
    public async Task F53_the_card_shows_the_same_characters_as_Outlook(string name, string text)
    {
        await using var office = await Office.OpenAsync(Megan);
        Assert.True((await AcceptedAsync(office, EmlFile.Named(name).ToIncoming())).Contains(text));
    }

    private static async Task<ChatActivity> AcceptedAsync(Office office, IncomingMail mail)
    {
        office.Tenant.Mail.Deliver(Help, mail);
        await office.SettleAsync();
        await office.PressAsync(Megan, "accept");
        return office.Card(Megan);
    }

    private static IncomingMail Large(int bytes) => new()
    {
        From = new SandboxAddress(Alex, "Alex Wilber"), Subject = "Plans", Text = "These are the plans",
        Attachments = [new SandboxFile("plans.pdf", "application/pdf", new byte[bytes])],
    };
}
