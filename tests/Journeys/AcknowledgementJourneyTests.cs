using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Journeys.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

public sealed class AcknowledgementJourneyTests
{
    [Fact]
    public async Task F41_F48_an_acknowledgement_leaves_once_marked_as_automatic_and_as_ours()
    {
        using var folder = new TempFolder();
        await using var office = await Office.OpenAsync(new OfficeOptions { Setup = CorpusJourneyTests.Setup(folder, service => service["acknowledgement"] = "We have your mail.") });
        await office.WriteAsync("Question", "Where is it?");
        await office.WriteAsync("And", "When does it come?");

        var told = Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Contains("We have your mail.", told.Html, StringComparison.Ordinal);
        Assert.NotNull(told.InReplyTo);
        var headers = told.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(("All", "yes"), (headers["X-Auto-Response-Suppress"], headers["X-Autoreply"]));

        // What comes back with our mark goes round in circles.
        var mark = headers[OwnMark.Header];
        Assert.Equal(OwnMark.Of(new MailboxId(office.Bot.Services.GetService<Core.Organization.IConfigurationSource>()!.Current.Mailboxes.Single(mailbox => mailbox.Owns(Help)).Id.Value)), mark);
        office.Tenant.Mail.Deliver(Help, new() { From = new(Alex), Subject = "Forwarded", Text = "We have your mail.", Headers = [new(OwnMark.Header, mark)] });
        await office.SettleAsync();
        Assert.Equal(["Forwarded"], office.In("Failed"));
    }
}
