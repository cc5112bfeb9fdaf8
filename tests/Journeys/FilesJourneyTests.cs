using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

public sealed class FilesJourneyTests
{
    [Fact]
    public async Task F26_I6_files_dropped_into_the_chat_leave_with_the_answer_and_no_name_is_kept()
    {
        var drive = new FakeDrive();
        await using var office = await OpenAsync(
            new OfficeOptions { Customize = builder => builder.Services.AddSingleton(new FileReader(new HttpClient(drive))) }, Megan);
        var (small, large) = (Bytes(70_000), Bytes(4_500_000));
        var mail = await office.WriteAsync("Manual", "Could you send me the manual?");
        await office.PressAsync(Megan, "accept");
        var task = office.Card(Megan);

        var dropped = await office.Tenant.Teams.ShareAsync(Megan, "", File("Okapimanual.pdf", small), File("Okapivideo.mp4", large));
        Assert.InRange(dropped.Status, 200, 299);
        await office.SettleAsync();
        Assert.True(office.Card(Megan).Contains("Okapimanual.pdf, Okapivideo.mp4"));
        Assert.True(office.Card(Megan).Contains("2 files, 4.4 MB"));
        Assert.True(office.Tenant.Mail.Mails(Help, "drafts").Single().IsDraft);
        await office.PressAsync(Megan, "reply", card: task);
        var form = office.Tenant.Teams.Chat(Megan).Single(activity => activity.Id == task.Id);
        Assert.True(form.Contains("2 files, 4.4 MB"));
        await office.PressAsync(Megan, "reply.send", "Here it is.", form);
        await office.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(3));

        var left = Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["Okapimanual.pdf", "Okapivideo.mp4"], left.Attachments.Select(file => file.Name));
        Assert.True(small.AsSpan().SequenceEqual(left.Attachments[0].Content) && large.AsSpan().SequenceEqual(left.Attachments[1].Content));
        Assert.Equal(office.Tenant.Mail.FindMail(Help, mail)!.InternetMessageId, left.InReplyTo);
        Assert.Single(office.Tenant.Mail.Mails(Help, "sentitems"));
        Assert.Empty(office.Tenant.Mail.Mails(Help, "drafts"));
        Assert.Equal(["Manual"], office.In("Handled"));
        await office.StopBotAsync();
        Assert.Empty(Leaks.In(await System.IO.File.ReadAllBytesAsync(office.Database), ["Okapi"]));

        SharedFile File(string name, byte[] content) => new(name, drive.Put(name, content));
    }

    [Fact]
    public async Task Pictures_pasted_into_the_chat_are_fetched_with_the_bots_token_and_leave_with_the_answer()
    {
        await using var office = await OpenAsync(new OfficeOptions { RequireTokens = true }, Megan);
        await office.WriteAsync("Screenshot", "Could you send me a screenshot?");
        await office.PressAsync(Megan, "accept");
        var (task, first, second) = (office.Card(Megan), Bytes(40_000), Bytes(900_000));
        await office.Tenant.Teams.PasteAsync(Megan, "", new PastedPicture("image/png", first), new PastedPicture("image/jpeg", second));
        await office.SettleAsync();
        Assert.True(office.Card(Megan).Contains("image.png, image-2.jpg"));
        await office.PressAsync(Megan, "reply", card: task);
        await office.PressAsync(Megan, "reply.send", "Here it is.", office.Tenant.Teams.Chat(Megan).Single(activity => activity.Id == task.Id));
        await office.PassAsync(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(3));

        var left = Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["image.png", "image-2.jpg"], left.Attachments.Select(file => file.Name));
        Assert.True(first.AsSpan().SequenceEqual(left.Attachments[0].Content) && second.AsSpan().SequenceEqual(left.Attachments[1].Content));
    }

    [Fact]
    public async Task Without_the_token_Teams_gives_no_picture_out_and_a_picture_that_is_not_to_be_had_is_told_in_plain_words()
    {
        await using var office = await OpenAsync(new OfficeOptions { RequireTokens = true }, Megan);
        using var http = new HttpClient();
        using var refused = await http.GetAsync(new Uri($"{office.Tenant.ServiceUrl}v3/attachments/0-weu-d1-1/views/original"));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);

        await office.WriteAsync("Screenshot", "Could you send me a screenshot?");
        await office.PressAsync(Megan, "accept");
        await office.Tenant.Teams.PasteAsync(Megan, "", new PastedPicture("image/png", Bytes(PastedPictures.Largest + 1)));
        await office.SettleAsync();
        Assert.True(office.Card(Megan).Contains("could not be fetched (TooLarge)") && office.Card(Megan).Contains("drop it into this chat as a file"));
        Assert.Empty(office.Tenant.Mail.Mails(Help, "drafts"));
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
