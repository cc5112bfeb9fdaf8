using System.Diagnostics.Metrics;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;

namespace TeamsEmailBot.Tests.Edges.Graph;

/// <summary>What goes wrong between us and Graph, over a real connection.</summary>
public sealed class GraphHttpTests : GraphTest
{
    private static readonly MessageId Message = new("m");

    [Fact]
    public async Task F24_after_a_429_the_whole_mailbox_waits_and_the_others_go_on()
    {
        Graph.Answers(ReplayedAnswer.Error(429, "ApplicationThrottled").With("Retry-After", "10")).Answers(200, """{"id":"x"}""").Answers(200, """{"id":"y"}""");
        var until = Clock.GetUtcNow().AddSeconds(10);

        Assert.Equal(new Failure(FailureCategory.Throttled, "ApplicationThrottled", until), (await Get()).Failure);
        Assert.Equal(new Failure(FailureCategory.Throttled, "HeldBack", until), (await Get()).Failure);
        Assert.True((await Reader.GetAsync(new MailboxId("other"), Message, Never)).Succeeded);
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await Get()).Succeeded);
        Assert.Equal(3, Requests.Count);
    }

    [Fact]
    public async Task A_tenant_that_is_throttled_as_a_whole_waits_as_a_whole()
    {
        Graph.Answers(ReplayedAnswer.Error(429, "TooManyRequests").With("Retry-After", "10").With("x-ms-throttle-scope", "Tenant_Application/ReadWrite/a/b"));

        await Get();

        Assert.Equal("HeldBack", (await Reader.GetAsync(new MailboxId("other"), Message, Never)).Failure?.Code);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task An_exhausted_sending_quota_stops_sending_for_an_hour_and_nothing_else()
    {
        Graph.Answers(ReplayedAnswer.Error(429, "ErrorSubmissionQuotaExceeded")).Answers(200, """{"id":"x"}""");

        var sent = await Replies.SendAsync(TheMailbox, Message, Never);

        Assert.Equal(new Failure(FailureCategory.Throttled, "ErrorSubmissionQuotaExceeded", Clock.GetUtcNow().AddHours(1)), sent.Failure);
        Assert.True((await Get()).Succeeded);
    }

    [Fact]
    public async Task At_most_three_requests_of_a_mailbox_are_under_way()
    {
        var go = new TaskCompletionSource();
        Graph.Otherwise = _ => new ReplayedAnswer(200, """{"id":"x"}""") { After = go.Task };

        var calls = Enumerable.Range(0, 8).Select(_ => Get()).ToList();
        await Graph.ArrivedAsync(3);
        go.SetResult();

        Assert.All(await Task.WhenAll(calls), outcome => Assert.True(outcome.Succeeded));
        Assert.Equal(8, Requests.Count);
        Assert.Equal(3, Graph.MostUnderWay);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task I4_an_answer_that_leaves_it_open_is_unknown_and_nothing_is_repeated(int status)
    {
        Graph.Answers(status, "<html>Bad gateway</html>").Answers(status, "").Answers(status, "");

        Assert.Equal(FailureCategory.Unknown, (await Replies.SendAsync(TheMailbox, Message, Never)).Failure?.Category);
        Assert.Equal(FailureCategory.Unknown, (await CreateDraft()).Failure?.Category);
        Assert.Equal(FailureCategory.Transient, (await Get()).Failure?.Category);
        Assert.Equal(3, Requests.Count);
    }

    [Fact]
    public async Task I4_a_connection_that_breaks_after_the_request_is_unknown()
    {
        Graph.Otherwise = _ => new ReplayedAnswer(200) { Abort = true };

        Assert.Equal(FailureCategory.Unknown, (await Replies.SendAsync(TheMailbox, Message, Never)).Failure?.Category);
        Assert.Equal(new Failure(FailureCategory.Transient, "ConnectionLost"), (await Get()).Failure);
        Assert.Equal(2, Requests.Count);
    }

    [Fact]
    public async Task I4_a_connection_that_was_never_made_is_not_unknown()
    {
        var sender = Replies;
        await Graph.DisposeAsync();

        Assert.Equal(new Failure(FailureCategory.Transient, "ConnectionFailed"), (await sender.SendAsync(TheMailbox, Message, Never)).Failure);
    }

    [Fact]
    public async Task I4_a_request_that_takes_too_long_is_given_up_by_the_clock()
    {
        var never = new TaskCompletionSource();
        Graph.Otherwise = _ => new ReplayedAnswer(202) { After = never.Task };
        var sending = Replies.SendAsync(TheMailbox, Message, Never);
        var reading = Get();
        await Graph.ArrivedAsync(2);

        Clock.Advance(GraphHttp.TimeLimit);

        Assert.Equal(new Failure(FailureCategory.Unknown, "TimedOut"), (await sending).Failure);
        Assert.Equal(new Failure(FailureCategory.Transient, "TimedOut"), (await reading).Failure);
        never.SetResult();
    }

    [Fact]
    public async Task Who_cancels_is_not_told_of_a_failure()
    {
        var never = new TaskCompletionSource();
        Graph.Otherwise = _ => new ReplayedAnswer(202) { After = never.Task };
        using var stop = new CancellationTokenSource();
        var sending = Replies.SendAsync(TheMailbox, Message, stop.Token);
        await Graph.ArrivedAsync(1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        never.SetResult();
    }

    [Theory]
    [InlineData("{\"id\":\"x\",\"subj")]
    [InlineData("<html>Welcome to the hotel's network</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":17}")]
    public async Task I4_a_success_that_cannot_be_read_may_have_been_one(string body)
    {
        Graph.Answers(201, body).Answers(200, body);

        Assert.Equal(new Failure(FailureCategory.Unknown, "UnreadableAnswer"), (await CreateDraft()).Failure);
        Assert.Equal(new Failure(FailureCategory.Transient, "UnreadableAnswer"), (await Get()).Failure);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_read_to_its_end()
    {
        var flood = new ReplayedAnswer(200) { Filler = 40L * 1024 * 1024 };
        Graph.Answers(flood, flood, flood with { Status = 201 });

        // GetAsync asks once more without the body.
        Assert.Equal(new Failure(FailureCategory.TooLarge, "AnswerTooLarge"), (await Get()).Failure);
        Assert.Equal(new Failure(FailureCategory.Unknown, "AnswerTooLarge"), (await CreateDraft()).Failure);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Graph.Answers(new ReplayedAnswer(302).With("Location", Graph.BaseUrl + "/users/x"));

        Assert.Equal(new Failure(FailureCategory.Invalid, "Http302"), (await Get()).Failure);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task Requests_are_counted_by_operation_mailbox_and_status()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == GraphMeter.Requests && instrument.Meter.Scope == Services.GetService(typeof(IMeterFactory)))
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var text = string.Join(' ', tags.ToArray().Select(tag => tag.Value));
            lock (counted)
                counted.Add($"{value} {text}");
        });
        listener.Start();
        Graph.Answers(200, """{"id":"x"}""").Answers(ReplayedAnswer.Error(404, "ErrorItemNotFound"));

        await Get();
        await Get();

        Assert.Equal([$"1 GetMail {Mailbox} 200", $"1 GetMail {Mailbox} 404"], counted);
    }

    private Task<Outcome<MailItem>> Get() => Reader.GetAsync(TheMailbox, Message, Never);

    private Task<Outcome<ReplyDraft>> CreateDraft() =>
        Replies.CreateDraftAsync(TheMailbox, Message, new ReplyContent(new AnswerId("a"), "<p>x</p>", [], []), Never);
}
