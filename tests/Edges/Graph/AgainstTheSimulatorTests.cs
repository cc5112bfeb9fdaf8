using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Edges.Graph;

/// <summary>Every port method against the simulated tenant, which refuses what the real Graph refuses.</summary>
public sealed class AgainstTheSimulatorTests : IAsyncLifetime, IDisposable
{
    private const string Help = "help@contoso.example";
    private const string Alex = "alex@fabrikam.example";

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly ManualClock clock = new(Start);
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
    private SimulatedTenant tenant = null!;
    private ServiceProvider services = null!;

    private MailboxId Mailbox => new(tenant.World.Mailboxes[0].Id);

    private IMailReader Reader => services.GetRequiredService<IMailReader>();

    private IMailFolders Folders => services.GetRequiredService<IMailFolders>();

    private IReplySender Replies => services.GetRequiredService<IReplySender>();

    private ISubscriptions Subscriptions => services.GetRequiredService<ISubscriptions>();

    private IDirectory Directory => services.GetRequiredService<IDirectory>();

    private CancellationToken Soon => patience.Token;

    public async Task InitializeAsync()
    {
        var world = World.Contoso();
        tenant = await SimulatedTenant.StartAsync(new TenantOptions
        {
            World = world with { Mailboxes = [world.Mailboxes[0] with { Language = "de" }, .. world.Mailboxes.Skip(1)] },
            Clock = clock,
            RequireTokens = true,
        });
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton(_ => new GraphPipeline(new Uri(tenant.GraphUrl), () => new SandboxCredential(tenant), clock));
        collection.AddLogging();
        collection.AddGraph();
        services = collection.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await tenant.DisposeAsync();
    }

    public void Dispose() => patience.Dispose();

    [Fact]
    public async Task N046_folders_are_made_once_and_the_localised_inbox_is_found()
    {
        var first = (await Folders.EnsureAsync(Mailbox, new FolderNames(), Soon)).Value;
        var requests = tenant.Wire.After().Count;
        var second = (await Folders.EnsureAsync(Mailbox, new FolderNames("handled", "WF ENDED", "failed"), Soon)).Value;

        Assert.Equal(first, second);
        Assert.Equal(4, new HashSet<string> { first.Inbox, first.Handled, first.Ended, first.Failed }.Count);
        Assert.Equal(2, tenant.Wire.After().Count - requests);
        tenant.Mail.Deliver(Help, Alex, "s", "t");
        Assert.Equal(first.Inbox, tenant.Mail.Mails(Help, "inbox").Single().FolderId);
    }

    [Fact]
    public async Task A_folder_that_people_made_is_adopted()
    {
        tenant.Mail.CreateFolderAsPerson(Help, "Failed");

        var ids = (await Folders.EnsureAsync(Mailbox, new FolderNames(), Soon)).Value;

        var mail = tenant.Mail.Deliver(Help, Alex, "s", "t");
        tenant.Mail.MoveAsPerson(Help, mail, "Failed");
        Assert.Equal(ids.Failed, tenant.Mail.FindMail(Help, mail)!.FolderId);
    }

    [Theory]
    [InlineData(false, 50)]
    [InlineData(true, 25)]
    public async Task N047_the_inbox_without_its_subfolders_is_listed_page_by_page_oldest_first_from_the_time_given(bool withBody, int pageSize)
    {
        tenant.Mail.Deliver(Help, Alex, "too old", "t");
        var expected = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            expected.Add(tenant.Mail.Deliver(Help, Alex, $"mail {i}", "Hello & <good> bye"));
        }

        tenant.Mail.Deliver(Help, new IncomingMail { From = new SandboxAddress(Alex), Subject = "junk", Folder = "junkemail" });
        var subfolder = tenant.Mail.CreateFolderAsPerson(Help, "Sorted by a rule", "inbox");
        tenant.Mail.Deliver(Help, new IncomingMail { From = new SandboxAddress(Alex), Subject = "sorted", Folder = subfolder });
        var listed = new List<MailItem>();
        var sizes = new List<int>();
        string? next = null;
        do
        {
            var page = (await Reader.ListInboxAsync(Mailbox, Start.AddSeconds(10), next, withBody, Soon)).Value;
            listed.AddRange(page.Mails);
            sizes.Add(page.Mails.Count);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(expected, listed.Select(mail => mail.Id.Value));
        Assert.Equal(pageSize, sizes[0]);
        Assert.All(listed, mail => Assert.Equal(withBody, mail.Body is not null));
        Assert.All(listed, mail => Assert.Equal("IPM.Note", mail.MessageClass));
        Assert.All(listed, mail => Assert.True(mail.Size > 0));
    }

    [Fact]
    public async Task A_mail_is_read_as_it_was_written()
    {
        var id = tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress("juergen@adatum.example", "Jürgen Groß"),
            Subject = "Tür & Tor <b>“offen”</b> 🚪",
            Html = "<p>Grüße</p>",
            Cc = [new SandboxAddress("c@x.example", "C")],
            ReplyTo = [new SandboxAddress("r@x.example", "R")],
            Headers = [new SandboxHeader("Auto-Submitted", "auto-generated")],
            MessageClass = "REPORT.IPM.Note.NDR",
            DerivedType = "eventMessageRequest",
            InternetMessageId = "<o'1+2@x.example>",
            Attachments = [new SandboxFile("log.zip", "application/zip", new byte[1000], IsInline: false, ContentId: null)],
        });

        var mail = (await Reader.GetAsync(Mailbox, new MessageId(id), Soon)).Value;

        Assert.Equal(("Tür & Tor <b>“offen”</b> 🚪", "Jürgen Groß"), (mail.Subject, mail.From?.Name));
        Assert.True(mail.Body!.IsHtml);
        Assert.Contains("Grüße", mail.Body.Content, StringComparison.Ordinal);
        Assert.Equal("c@x.example", mail.Cc.Single().Address);
        Assert.Equal("r@x.example", mail.ReplyTo.Single().Address);
        Assert.Equal("auto-generated", mail.Header("auto-submitted"));
        Assert.Equal(("REPORT.IPM.Note.NDR", "eventMessageRequest"), (mail.MessageClass, mail.DerivedType));
        Assert.Equal(Start, mail.ReceivedAt);
        Assert.NotNull(mail.WebLink);
        Assert.Equal(id, (await Reader.FindByInternetMessageIdAsync(Mailbox, "<o'1+2@x.example>", Soon)).Value.Single().Id.Value);
        var attachment = (await Reader.ListAttachmentsAsync(Mailbox, mail.Id, Soon)).Value.Single();
        Assert.Equal(("log.zip", "application/zip", false), (attachment.Name, attachment.ContentType, attachment.IsInline));
    }

    [Fact]
    public async Task A_move_keeps_the_id_and_doing_it_again_is_harmless()
    {
        var ids = (await Folders.EnsureAsync(Mailbox, new FolderNames(), Soon)).Value;
        var mail = new MessageId(tenant.Mail.Deliver(Help, Alex, "s", "t"));

        Assert.Equal(new MailPlace(mail, ids.Handled), (await Folders.MoveAsync(Mailbox, mail, ids.Handled, Soon)).Value);
        Assert.Equal(new MailPlace(mail, ids.Handled), (await Folders.MoveAsync(Mailbox, mail, ids.Handled, Soon)).Value);

        Assert.Single(tenant.Mail.Mails(Help, "Handled"));
        Assert.Empty(tenant.Mail.Mails(Help, "inbox"));
    }

    [Fact]
    public async Task A_move_whose_answer_was_lost_is_done_again()
    {
        var ids = (await Folders.EnsureAsync(Mailbox, new FolderNames(), Soon)).Value;
        var mail = new MessageId(tenant.Mail.Deliver(Help, Alex, "s", "t"));
        tenant.Faults.Next("POST */move", FaultKind.TimeoutAfterEffect);

        Assert.Equal(FailureCategory.Transient, (await Folders.MoveAsync(Mailbox, mail, ids.Handled, Soon)).Failure?.Category);
        Assert.True((await Folders.MoveAsync(Mailbox, mail, ids.Handled, Soon)).Succeeded);
        Assert.Single(tenant.Mail.Mails(Help, "Handled"));
    }

    [Theory]
    [InlineData(FaultKind.IdChangesOnMove)]
    [InlineData(FaultKind.MoveCopies)]
    public async Task F19_a_move_that_changes_the_id_tells_the_new_one(FaultKind oddity)
    {
        var ids = (await Folders.EnsureAsync(Mailbox, new FolderNames(), Soon)).Value;
        var mail = new MessageId(tenant.Mail.Deliver(Help, Alex, "s", "t"));
        tenant.Faults.Next("POST */move", oddity);

        var place = (await Folders.MoveAsync(Mailbox, mail, ids.Handled, Soon)).Value;

        Assert.NotEqual(mail, place.Id);
        Assert.Equal(place.Id.Value, tenant.Mail.Mails(Help, "Handled").Single().Id);
    }

    [Fact]
    public async Task F17_what_people_do_in_Outlook_is_told_as_values()
    {
        var ids = (await Folders.EnsureAsync(Mailbox, new FolderNames(), Soon)).Value;
        var mail = tenant.Mail.Deliver(Help, Alex, "s", "t");
        var messageId = tenant.Mail.FindMail(Help, mail)!.InternetMessageId;
        var moved = tenant.Mail.MoveAsPerson(Help, mail, "archive", changesImmutableId: true);

        Assert.Equal(FailureCategory.NotFound, (await Reader.GetAsync(Mailbox, new MessageId(mail), Soon)).Failure?.Category);
        Assert.Equal(FailureCategory.NotFound, (await Folders.MoveAsync(Mailbox, new MessageId(mail), ids.Handled, Soon)).Failure?.Category);
        Assert.Equal(moved, (await Reader.FindByInternetMessageIdAsync(Mailbox, messageId, Soon)).Value.Single().Id.Value);
        Assert.Equal("ErrorFolderNotFound", (await Folders.MoveAsync(Mailbox, new MessageId(moved), "AQMkGone", Soon)).Failure?.Code);
        Assert.True((await Folders.MoveAsync(Mailbox, new MessageId(moved), "deleteditems", Soon)).Succeeded);
        Assert.Equal("deleteditems", tenant.Mail.FindMail(Help, moved)!.Folder);
    }

    [Fact]
    public async Task I4_an_answer_leaves_once_in_the_thread_of_the_mail()
    {
        var original = new MessageId(tenant.Mail.Deliver(Help, Alex, "Printer", "broken"));
        var content = Answer("<p>Switch it off &amp; on. Grüße 🙂</p><blockquote>broken</blockquote>");

        var draft = (await Replies.CreateDraftAsync(Mailbox, original, content, Soon)).Value;
        Assert.Equal(draft, (await Replies.FindDraftAsync(Mailbox, content.Answer, Soon)).Value);
        Assert.Equal(DraftState.Unsent, (await Replies.GetStateAsync(Mailbox, draft.Id, Soon)).Value);
        Assert.True((await Replies.SendAsync(Mailbox, draft.Id, Soon)).Succeeded);

        Assert.Equal(DraftState.Sent, (await Replies.GetStateAsync(Mailbox, draft.Id, Soon)).Value);
        Assert.Equal(Help, (await Replies.SentFromAsync(Mailbox, draft.Id, Soon)).Value?.Address);
        Assert.Equal(draft.Id, (await Replies.FindDraftAsync(Mailbox, content.Answer, Soon)).Value?.Id);
        var left = tenant.Mail.CustomerMails(Alex).Single();
        Assert.Contains("Switch it off &amp; on. Grüße", left.Html, StringComparison.Ordinal);
        Assert.Equal(tenant.Mail.FindMail(Help, original.Value)!.InternetMessageId, left.InReplyTo);
        Assert.Single(left.To);
        Assert.Empty(left.Cc);
        Assert.Equal("AlreadySent", (await Replies.DeleteDraftAsync(Mailbox, draft.Id, Soon)).Failure?.Code);
    }

    [Fact]
    public async Task I4_a_draft_whose_answer_was_lost_is_found_and_sent_once()
    {
        var original = new MessageId(tenant.Mail.Deliver(Help, Alex, "Printer", "broken"));
        var content = Answer("<p>Yes</p>");
        tenant.Faults.Next("POST */createReply", FaultKind.TimeoutAfterEffect);
        tenant.Faults.Next("POST */send", FaultKind.TimeoutAfterEffect);

        Assert.Equal(FailureCategory.Unknown, (await Replies.CreateDraftAsync(Mailbox, original, content, Soon)).Failure?.Category);
        var draft = (await Replies.FindDraftAsync(Mailbox, content.Answer, Soon)).Value!;
        Assert.Equal(FailureCategory.Unknown, (await Replies.SendAsync(Mailbox, draft.Id, Soon)).Failure?.Category);

        Assert.Equal(DraftState.Sent, (await Replies.GetStateAsync(Mailbox, draft.Id, Soon)).Value);
        Assert.Single(tenant.Mail.CustomerMails(Alex));
        Assert.Null((await Replies.FindDraftAsync(Mailbox, new AnswerId("another"), Soon)).Value);
    }

    [Fact]
    public async Task F21_a_mail_just_sent_is_missing_until_it_shows_in_sent_items()
    {
        tenant.Mail.SetSentItemsDelay(TimeSpan.FromSeconds(20));
        var original = new MessageId(tenant.Mail.Deliver(Help, Alex, "Printer", "broken"));
        var draft = (await Replies.CreateDraftAsync(Mailbox, original, Answer("<p>Yes</p>"), Soon)).Value;
        await Replies.SendAsync(Mailbox, draft.Id, Soon);

        Assert.Equal(DraftState.Missing, (await Replies.GetStateAsync(Mailbox, draft.Id, Soon)).Value);
        clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(DraftState.Sent, (await Replies.GetStateAsync(Mailbox, draft.Id, Soon)).Value);
    }

    [Fact]
    public async Task F29_a_draft_is_deleted_and_an_original_that_is_gone_cannot_be_answered()
    {
        var original = new MessageId(tenant.Mail.Deliver(Help, Alex, "Printer", "broken"));
        var draft = (await Replies.CreateDraftAsync(Mailbox, original, Answer("<p>Yes</p>"), Soon)).Value;

        Assert.True((await Replies.DeleteDraftAsync(Mailbox, draft.Id, Soon)).Succeeded);
        Assert.Empty(tenant.Mail.Mails(Help, "drafts"));
        tenant.Mail.MoveAsPerson(Help, original.Value, "archive", changesImmutableId: true);
        Assert.Equal(FailureCategory.NotFound, (await Replies.CreateDraftAsync(Mailbox, original, Answer("<p>No</p>"), Soon)).Failure?.Category);
    }

    [Fact]
    public async Task A_subscription_lives_through_its_whole_life()
    {
        await using var endpoint = await ReplayedGraph.StartAsync();
        endpoint.Otherwise = request => new ReplayedAnswer(200, Uri.UnescapeDataString(request.Line.Split("validationToken=")[1].Replace('+', ' '))) { ContentType = "text/plain" };
        var request = new SubscriptionRequest(
            Mailbox, new Uri(endpoint.Origin + "/api/graph/notifications"), new Uri(endpoint.Origin + "/api/graph/lifecycle"), "secret", Start.AddDays(6));

        var made = (await Subscriptions.CreateAsync(request, Soon)).Value;
        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal(FailureCategory.Conflict, (await Subscriptions.CreateAsync(request, Soon)).Failure?.Category);
        var listed = (await Subscriptions.ListAsync(Soon)).Value.Single();
        Assert.Equal((made.Id, Start.AddDays(6)), (listed.Id, listed.ExpiresAt));
        Assert.True(Subscriptions.Watches(listed, Mailbox));
        Assert.False(Subscriptions.Watches(listed, new MailboxId(tenant.World.Mailboxes[1].Id)));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Start.AddDays(7), (await Subscriptions.RenewAsync(made.Id, Start.AddDays(7), Soon)).Value.ExpiresAt);

        Assert.True((await Subscriptions.DeleteAsync(made.Id, Soon)).Succeeded);
        Assert.True((await Subscriptions.DeleteAsync(made.Id, Soon)).Succeeded);
        Assert.Equal(FailureCategory.NotFound, (await Subscriptions.RenewAsync(made.Id, Start.AddDays(7), Soon)).Failure?.Category);
        Assert.Empty((await Subscriptions.ListAsync(Soon)).Value);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_the_validation_may_be_tried_again()
    {
        await using var endpoint = await ReplayedGraph.StartAsync();
        var address = new Uri(endpoint.Origin + "/x");

        var made = await Subscriptions.CreateAsync(new SubscriptionRequest(Mailbox, address, address, "secret", Start.AddDays(6)), Soon);

        Assert.Equal(new Failure(FailureCategory.Transient, "ValidationError"), made.Failure);
    }

    [Fact]
    public async Task Presence_of_everybody_is_read()
    {
        var people = tenant.People.Select(person => new AgentId(person.Id)).Append(new AgentId(Guid.Empty.ToString())).ToList();

        var presence = (await services.GetRequiredService<IPresence>().ReadAsync(people, Soon)).Value;

        Assert.Equal("Available", presence[people[0]].Availability);
        Assert.False(presence.ContainsKey(people[^1]));
    }

    [Fact]
    public async Task F63_people_and_mailboxes_are_found_by_id_upn_and_address()
    {
        var megan = (await Directory.FindAsync("meganb@contoso.example", Soon)).Value;
        var grady = (await Directory.FindAsync("gradya_tailspin.example#EXT#@contoso.example", Soon)).Value;
        var help = (await Directory.FindAsync("SUPPORT@contoso.example", Soon)).Value;

        Assert.Equal(megan.Id, (await Directory.FindAsync(megan.Id, Soon)).Value.Id);
        Assert.Equal(megan.Id, (await Directory.FindAsync("megan.bowen@contoso.example", Soon)).Value.Id);
        Assert.Equal(("Megan Bowen", false), (megan.DisplayName, megan.IsGuest));
        Assert.True(grady.IsGuest);
        Assert.Equal(Mailbox.Value, help.Id);
        Assert.Equal([Help, "support@contoso.example"], help.Addresses);
        Assert.Equal(FailureCategory.NotFound, (await Directory.FindAsync("nobody@contoso.example", Soon)).Failure?.Category);
        Assert.Equal(FailureCategory.NotFound, (await Directory.FindAsync(Guid.Empty.ToString(), Soon)).Failure?.Category);
    }

    [Fact]
    public async Task X048_X050_a_people_filter_is_tried_on_the_directory()
    {
        var german = tenant.People.Count(person => person.Start.Locale == "de-DE" && person.UserPrincipalName.EndsWith("contoso.example", StringComparison.Ordinal));

        Assert.NotEqual(0, german);
        Assert.Equal(german, (await Directory.CountAsync("endsWith(userPrincipalName,'contoso.example') and preferredLanguage eq 'de-DE'", Soon)).Value);
        Assert.Equal(0, (await Directory.CountAsync("displayName eq 'Nobody'", Soon)).Value);
        foreach (var wrong in new[] { "departmnt eq 'x'", "displayName eq 'x", "displayName is 'x'" })
            Assert.Equal(FailureCategory.Invalid, (await Directory.CountAsync(wrong, Soon)).Failure?.Category);
    }

    [Fact]
    public async Task X043_X044_X051_people_are_searched_within_a_people_filter()
    {
        var people = tenant.People.ToList();
        var (german, megan) = (people.Where(person => person.Start.Locale == "de-DE").Select(person => person.Id).ToHashSet(), people.Single(person => person.Name == "Megan Bowen"));
        // More than one request takes.
        List<string> asked = [.. people.Select(person => person.Id), .. Enumerable.Range(0, 40).Select(_ => Guid.NewGuid().ToString())];

        Assert.Equal(german, (await Directory.AmongAsync(asked, "preferredLanguage eq 'de-DE' or displayName eq 'Nobody'", Soon)).Value.ToHashSet());
        Assert.Equal(megan.Id, Assert.Single((await Directory.SearchAsync("mega", "", 5, Soon)).Value).Id);
        Assert.Empty((await Directory.SearchAsync("O'Hara", "", 5, Soon)).Value);
        Assert.Empty((await Directory.SearchAsync("mega", $"id ne '{megan.Id}'", 5, Soon)).Value);
        Assert.Equal(FailureCategory.Invalid, (await Directory.SearchAsync("mega", "departmnt eq 'x'", 5, Soon)).Failure?.Category);
        Assert.Equal(FailureCategory.Invalid, (await Directory.AmongAsync(asked, "departmnt eq 'x'", Soon)).Failure?.Category);
    }

    [Fact]
    public async Task F61_the_reasons_why_a_mailbox_cannot_be_read_are_told_apart()
    {
        var guest = tenant.People.Single(person => person.Name == "Grady Archie");
        Assert.Equal(FailureCategory.MailboxUnavailable, (await ListAsync(new MailboxId(guest.Id))).Failure?.Category);
        Assert.Equal(new Failure(FailureCategory.MailboxUnavailable, "ErrorInvalidUser"), (await ListAsync(new MailboxId(Guid.NewGuid().ToString()))).Failure);
        tenant.Mail.SetScope(Help, inScope: false);
        Assert.Equal(new Failure(FailureCategory.Refused, "ErrorAccessDenied"), (await ListAsync(Mailbox)).Failure);
    }

    [Fact]
    public async Task A_revoked_token_is_replaced_without_the_caller_noticing()
    {
        Assert.True((await ListAsync(Mailbox)).Succeeded);
        tenant.Service.RevokeTokens();
        Assert.True((await ListAsync(Mailbox)).Succeeded);
    }

    [Fact]
    public async Task I11_trouble_is_told_and_passes()
    {
        tenant.Faults.GraphDown = true;
        Assert.Equal(FailureCategory.Transient, (await ListAsync(Mailbox)).Failure?.Category);
        tenant.Faults.GraphDown = false;
        clock.Advance(TimeSpan.FromMinutes(1));
        tenant.Faults.Next("GET *", FaultKind.BadGateway);
        Assert.Equal(new Failure(FailureCategory.Transient, "Http502"), (await ListAsync(Mailbox)).Failure);
        tenant.Faults.Next("GET *", FaultKind.Throttled);
        Assert.Equal(clock.GetUtcNow().AddSeconds(10), (await ListAsync(Mailbox)).Failure?.NotBefore);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await ListAsync(Mailbox)).Succeeded);
    }

    [Fact]
    public async Task Many_calls_at_once_never_meet_the_limit_of_the_mailbox()
    {
        var mail = new MessageId(tenant.Mail.Deliver(Help, Alex, "s", "t"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Reader.GetAsync(Mailbox, mail, Soon)));

        Assert.All(outcomes, outcome => Assert.True(outcome.Succeeded));
        Assert.InRange(tenant.Mail.PeakConcurrency(Help), 1, MailboxGate.Places);
    }

    private Task<Outcome<InboxPage>> ListAsync(MailboxId mailbox) => Reader.ListInboxAsync(mailbox, Start, next: null, withBody: false, Soon);

    private static ReplyContent Answer(string html) => new(new AnswerId("4f0c8b6e"), html, [new MailAddress(Alex, "Alex Wilber")], []);
}
