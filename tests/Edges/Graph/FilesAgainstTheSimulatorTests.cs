using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Edges.Graph;

/// <summary>Files on answers against the simulated tenant, which refuses what the real Graph refuses (graph.md 5.3).</summary>
public sealed class FilesAgainstTheSimulatorTests : IAsyncLifetime, IDisposable
{
    private const string Help = "help@contoso.example";
    private const string Alex = "alex@fabrikam.example";
    private const int Megabyte = 1024 * 1024;

    private static readonly AnswerId Mark = new("mark-1");

    private readonly ManualClock clock = new(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
    private readonly RecordedLog log = new();
    private SimulatedTenant tenant = null!;
    private ServiceProvider services = null!;
    private MessageId original;

    private MailboxId Mailbox => new(tenant.World.Mailboxes[0].Id);

    private IReplySender Replies => services.GetRequiredService<IReplySender>();

    private CancellationToken Soon => patience.Token;

    public async Task InitializeAsync()
    {
        tenant = await SimulatedTenant.StartAsync(new TenantOptions { World = World.Contoso(), Clock = clock, RequireTokens = true });
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton(_ => new GraphPipeline(new Uri(tenant.GraphUrl), () => new SandboxCredential(tenant), clock));
        collection.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        collection.AddGraph();
        services = collection.BuildServiceProvider();
        original = new MessageId(tenant.Mail.Deliver(Help, Alex, "Printer", "broken"));
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await tenant.DisposeAsync();
    }

    public void Dispose()
    {
        patience.Dispose();
        log.Dispose();
    }

    [Theory]
    [InlineData(1, "POST", 0)]
    [InlineData(3_000_000, "POST", 0)]
    [InlineData(3_000_001, "POST", 0)]
    [InlineData(3 * Megabyte, "PUT", 1)]
    [InlineData((12 * 320 * 1024) + 1, "PUT", 2)]
    [InlineData(10 * Megabyte, "PUT", 3)]
    public async Task F26_a_file_of_any_size_leaves_byte_for_byte_with_the_answer(int bytes, string way, int pieces)
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;

        var file = Content(bytes);
        Assert.True((await Replies.AddFileAsync(Mailbox, draft.Id, new OutgoingFile("Übersicht 🙂.zip", "application/zip", bytes, new Trickle(file)), Soon)).Succeeded);
        var content = Answer("<p>Here it is</p>");
        Assert.Equal(draft, (await Replies.CompleteDraftAsync(Mailbox, draft.Id, content, Soon)).Value);
        Assert.Equal(draft.Id, (await Replies.FindDraftAsync(Mailbox, content.Answer, Soon)).Value?.Id);
        Assert.True((await Replies.SendAsync(Mailbox, draft.Id, Soon)).Succeeded);

        var left = tenant.Mail.CustomerMails(Alex).Single();
        var sent = Assert.Single(left.Attachments);
        Assert.Equal(("Übersicht 🙂.zip", "application/zip"), (sent.Name, sent.ContentType));
        Assert.True(file.AsSpan().SequenceEqual(sent.Content));
        Assert.Contains("Here it is", left.Html, StringComparison.Ordinal);
        Assert.Equal(tenant.Mail.FindMail(Help, original.Value)!.InternetMessageId, left.InReplyTo);
        Assert.Equal(pieces, tenant.Wire.After().Count(entry => entry.Kind == "PUT upload"));
        Assert.Equal(way == "POST", tenant.Wire.After().Any(entry => entry.Kind == "POST users/{user}/messages/{message}/attachments" && entry.Status == 201));
        Assert.DoesNotContain("authtoken", log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Übersicht", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I4_a_prepared_draft_is_never_taken_for_an_answer_and_is_swept_by_its_mark()
    {
        await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon);

        Assert.Null((await Replies.FindDraftAsync(Mailbox, Mark, Soon)).Value);
        Assert.True((await Replies.SweepAsync(Mailbox, Mark, Soon)).Succeeded);
        Assert.True((await Replies.SweepAsync(Mailbox, Mark, Soon)).Succeeded);

        Assert.Empty(tenant.Mail.Mails(Help, "drafts"));
        Assert.Empty(tenant.Mail.CustomerMails(Alex));
    }

    [Fact]
    public async Task F29_what_was_sent_is_not_swept()
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;
        var content = Answer("<p>Yes</p>");
        await Replies.CompleteDraftAsync(Mailbox, draft.Id, content, Soon);
        await Replies.SendAsync(Mailbox, draft.Id, Soon);

        Assert.True((await Replies.SweepAsync(Mailbox, content.Answer, Soon)).Succeeded);

        Assert.Single(tenant.Mail.Mails(Help, "sentitems"));
    }

    [Fact]
    public async Task I4_the_next_press_writes_over_what_the_one_before_had_written()
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;
        await Replies.CompleteDraftAsync(Mailbox, draft.Id, Answer("<p>First</p>", "one") with { From = new MailAddress("support@contoso.example") }, Soon);

        var second = Answer("<p>Second</p>", "two") with { From = new MailAddress(Help) };
        Assert.True((await Replies.CompleteDraftAsync(Mailbox, draft.Id, second, Soon)).Succeeded);

        Assert.Null((await Replies.FindDraftAsync(Mailbox, new AnswerId("one"), Soon)).Value);
        Assert.Equal(draft.Id, (await Replies.FindDraftAsync(Mailbox, new AnswerId("two"), Soon)).Value?.Id);
        await Replies.SendAsync(Mailbox, draft.Id, Soon);
        var left = tenant.Mail.CustomerMails(Alex).Single();
        Assert.Equal(Help, left.From.Address);
        Assert.DoesNotContain("First", left.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "POST */attachments", FaultKind.TimeoutAfterEffect, FailureCategory.Unknown)]
    [InlineData(10, "POST */attachments", FaultKind.Unavailable, FailureCategory.Unknown)]
    [InlineData(4 * Megabyte, "POST */createUploadSession", FaultKind.TimeoutAfterEffect, FailureCategory.Transient)]
    [InlineData(3 * Megabyte, "PUT /upload*", FaultKind.TimeoutAfterEffect, FailureCategory.Unknown)]
    [InlineData(10 * Megabyte, "PUT /upload*", FaultKind.TimeoutAfterEffect, FailureCategory.Transient)]
    [InlineData(10 * Megabyte, "PUT /upload*", FaultKind.Throttled, FailureCategory.Throttled)]
    public async Task F25_F26_it_is_told_whether_the_file_may_lie_in_the_draft(int bytes, string call, FaultKind fault, FailureCategory expected)
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;
        tenant.Faults.Next(call, fault);

        var added = await Replies.AddFileAsync(Mailbox, draft.Id, File(bytes), Soon);

        Assert.Equal(expected, added.Failure?.Category);
        Assert.Equal(expected == FailureCategory.Throttled, added.Failure?.NotBefore == clock.GetUtcNow() + tenant.Faults.RetryAfter);
    }

    [Fact]
    public async Task A_draft_that_is_gone_is_told_for_small_and_large_files_and_for_words()
    {
        var draft = new ReplyDraft(new MessageId("AAgone"), null);

        Assert.Equal(FailureCategory.NotFound, (await Replies.AddFileAsync(Mailbox, draft.Id, File(10), Soon)).Failure?.Category);
        Assert.Equal(FailureCategory.NotFound, (await Replies.AddFileAsync(Mailbox, draft.Id, File(4 * Megabyte), Soon)).Failure?.Category);
        Assert.Equal(FailureCategory.NotFound, (await Replies.CompleteDraftAsync(Mailbox, draft.Id, Answer("x"), Soon)).Failure?.Category);
    }

    [Theory]
    [InlineData(100, 99)]
    [InlineData(100, 101)]
    [InlineData(4 * Megabyte, (4 * Megabyte) - 1)]
    [InlineData(4 * Megabyte, (4 * Megabyte) + 1)]
    public async Task A_file_that_is_not_as_long_as_it_was_told_does_not_leave(int told, int bytes)
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;

        var added = await Replies.AddFileAsync(Mailbox, draft.Id, new OutgoingFile("a", null, told, new MemoryStream(Content(bytes))), Soon);

        Assert.Equal("FileUnreadable", added.Failure?.Code);
        await Replies.CompleteDraftAsync(Mailbox, draft.Id, Answer("x"), Soon);
        await Replies.SendAsync(Mailbox, draft.Id, Soon);
        Assert.Empty(tenant.Mail.CustomerMails(Alex).Single().Attachments);
    }

    [Fact]
    public async Task F27_a_message_above_the_mailbox_s_limit_is_not_sent_and_stays_a_draft()
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;
        Assert.True((await Replies.AddFileAsync(Mailbox, draft.Id, File((int)FileLimits.Total), Soon)).Succeeded);
        Assert.True((await Replies.AddFileAsync(Mailbox, draft.Id, File(2 * Megabyte), Soon)).Succeeded);
        await Replies.CompleteDraftAsync(Mailbox, draft.Id, Answer("x"), Soon);

        var sent = await Replies.SendAsync(Mailbox, draft.Id, Soon);

        Assert.Equal(new Failure(FailureCategory.TooLarge, "ErrorMessageSizeExceeded"), sent.Failure);
        Assert.Equal(DraftState.Unsent, (await Replies.GetStateAsync(Mailbox, draft.Id, Soon)).Value);
    }

    [Fact]
    public async Task F27_what_the_limit_allows_is_sent()
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;
        await Replies.AddFileAsync(Mailbox, draft.Id, File((int)FileLimits.Total), Soon);
        await Replies.CompleteDraftAsync(Mailbox, draft.Id, Answer(new string('x', 20_000)), Soon);

        Assert.True((await Replies.SendAsync(Mailbox, draft.Id, Soon)).Succeeded);
    }

    [Theory]
    [InlineData("https://outlook.office.com/api/v2.0/x?authtoken=1", true)]
    [InlineData("https://outlook.office365.com/api/v2.0/x?authtoken=1", true)]
    [InlineData("https://outlook.office365.us/api/v2.0/x?authtoken=1", true)]
    [InlineData("http://outlook.office.com/x", false)]
    [InlineData("https://outlook.office.com:8443/x", false)]
    [InlineData("https://outlook.office.com.evil.example/x", false)]
    [InlineData("https://eviloffice.com/x", false)]
    [InlineData("https://me@outlook.office.com/x", false)]
    [InlineData("/relative", false)]
    public void I9_files_go_to_Exchange_and_nowhere_else(string address, bool allowed) =>
        Assert.Equal(allowed, services.GetRequiredService<GraphPipeline>().MayUpload(address));

    [Fact]
    public async Task The_simulator_refuses_what_the_real_service_refuses()
    {
        var draft = (await Replies.PrepareDraftAsync(Mailbox, original, Mark, Soon)).Value;
        using var http = new HttpClient { BaseAddress = new Uri(tenant.GraphUrl + "/") };
        var token = await new SandboxCredential(tenant).GetTokenAsync(new Azure.Core.TokenRequestContext(["https://graph.microsoft.com/.default"]), Soon);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        var attachments = $"users/{Mailbox}/messages/{draft.Id}/attachments";

        Assert.Equal((413, "RequestEntityTooLarge"), await AskAsync(http, attachments, Plain((3 * Megabyte) + 1)));
        Assert.Equal((400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize"), await AskAsync(http, attachments + "/createUploadSession", Session((3 * Megabyte) - 1)));

        using var opened = await http.PostAsJsonAsync(attachments + "/createUploadSession", Session(8 * Megabyte), Soon);
        var address = JsonDocument.Parse(await opened.Content.ReadAsStringAsync(Soon)).RootElement.GetProperty("uploadUrl").GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, await PutAsync(http, address, 0, Megabyte, 8 * Megabyte));
        using var bare = new HttpClient();
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, await PutAsync(bare, address, Megabyte, Megabyte, 8 * Megabyte));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutAsync(bare, address, 0, (4 * Megabyte) + 1, 8 * Megabyte));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(bare, address, 0, 4 * Megabyte, 8 * Megabyte));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, await PutAsync(bare, address, 0, 4 * Megabyte, 8 * Megabyte));
        Assert.Equal(HttpStatusCode.Created, await PutAsync(bare, address, 4 * Megabyte, 4 * Megabyte, 8 * Megabyte));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(bare, address, 0, Megabyte, 8 * Megabyte));

        await Replies.CompleteDraftAsync(Mailbox, draft.Id, Answer("x"), Soon);
        await Replies.SendAsync(Mailbox, draft.Id, Soon);
        Assert.Equal((400, "ErrorInvalidRequest"), await AskAsync(http, attachments, Plain(1)));
        Assert.Equal((400, "ErrorInvalidRequest"), await AskAsync(http, attachments + "/createUploadSession", Session(4 * Megabyte)));
    }

    private static Dictionary<string, object> Plain(int bytes) =>
        new() { ["@odata.type"] = "#microsoft.graph.fileAttachment", ["name"] = "a", ["contentBytes"] = Convert.ToBase64String(new byte[bytes]) };

    private static Dictionary<string, object> Session(int bytes) =>
        new() { ["AttachmentItem"] = new Dictionary<string, object> { ["attachmentType"] = "file", ["name"] = "a", ["size"] = bytes } };

    private static byte[] Content(int bytes)
    {
        var content = new byte[bytes];
        new Random(7).NextBytes(content);
        return content;
    }

    private static OutgoingFile File(int bytes) => new("a.bin", null, bytes, new MemoryStream(new byte[bytes]));

    private static ReplyContent Answer(string html, string id = "answer-1") => new(new AnswerId(id), html, [new MailAddress(Alex, "Alex Wilber")], []);

    private async Task<(int Status, string? Code)> AskAsync(HttpClient http, string path, Dictionary<string, object> body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, Soon);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Soon)).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    private async Task<HttpStatusCode> PutAsync(HttpClient http, string address, int from, int length, int total)
    {
        using var content = new ByteArrayContent(new byte[length]);
        content.Headers.ContentRange = new ContentRangeHeaderValue(from, from + length - 1, total);
        using var answer = await http.PutAsync(address, content, Soon);
        return answer.StatusCode;
    }

    /// <summary>Gives its bytes in small portions, as a network does.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 64 * 1024 + 7)], cancellationToken);
    }
}
