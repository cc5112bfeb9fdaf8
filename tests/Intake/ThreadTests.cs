using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Intake;

/// <summary>Which task a mail goes on with: threads, keys, participants, conversations, and the time after a task ended.</summary>
public sealed partial class ThreadTests
{
    [Fact]
    public async Task F07_those_in_copy_who_answer_each_other_before_the_first_reply_join_the_task()
    {
        await using var rig = await EngineRig.StartAsync();
        var key = await rig.DeliverAsync("1", mail => mail with { Cc = [new MailAddress("colleague@b.example")] });
        await rig.DeliverAsync("2", mail => Reply(mail, "<1@b.example>") with { From = new MailAddress("Colleague@B.example") });

        Assert.Equal(["1", "2"], (await rig.TaskAsync(key)).Mails.Select(mail => mail.Message.Value));
    }

    [Fact]
    public async Task A_reply_that_names_only_our_answer_reopens_the_task_and_who_worked_on_it_is_asked_first()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        rig.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(Adele, (await rig.Agents.AllAsync(default)).Values.Where(agent => agent.Value.OnDuty).MinBy(agent => agent.Value.IdleSince)!.Value.Agent);
        await rig.DeliverAsync("2", mail => Reply(mail, rig.Exchange.LastSentMessageId) with { Body = new MailBody(false, "Not yet") });

        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Offered, Megan), (task.State, task.Offer!.Agent));
        Assert.Equal("last_agent", Assert.Single(task.Offer.Reasons).Code);
        Assert.Contains(task.Timeline, entry => entry.Event == TaskEvent.Reopened);
    }

    [Fact]
    public async Task A_reopened_task_files_only_its_new_mails_when_it_ends_again()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        rig.Exchange.MoveAsPerson("1", "somewhere");
        await rig.DeliverAsync("2", mail => Reply(mail, "<1@b.example>"));
        await rig.AnswerAsync(Megan, key, "Once more");

        Assert.Equal(("somewhere", "handled"), (rig.Exchange.FolderOf("1"), rig.Exchange.FolderOf("2")));
        Assert.Equal(2, rig.Exchange.Sent.Count);
    }

    [Theory]
    [InlineData(14, 13, true)]
    [InlineData(14, 15, false)]
    [InlineData(0, 1, false)]
    public async Task A_service_says_how_long_an_ended_task_is_reopened(int reopenDays, int after, bool reopened)
    {
        var configuration = Configured();
        configuration = configuration with { Services = [configuration.Services[0] with { ReopenDays = reopenDays }] };
        await using var rig = await EngineRig.StartAsync(configuration, [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        rig.Clock.Advance(TimeSpan.FromDays(after));
        await rig.IdleAsync();
        var second = await rig.DeliverAsync("2", mail => Reply(mail, "<1@b.example>"));

        Assert.Equal(reopened ? TaskState.Offered : TaskState.Done, (await rig.TaskAsync(key)).State);
        Assert.Equal(!reopened, await rig.Tasks.FindAsync(second, default) is not null);
        if (!reopened)
            Assert.Equal("last_agent", Assert.Single((await rig.TaskAsync(second)).Offer!.Reasons).Code);
    }

    [Fact]
    public async Task F08_a_reply_of_a_system_that_starts_a_new_thread_is_known_by_the_key_it_quotes()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        var answer = await rig.AnswerAsync(Megan, key);
        await rig.DeliverAsync("2", mail => mail with { Body = new MailBody(true, $"<p>Thanks, but it is not solved.</p><blockquote>{answer.Html}</blockquote>") });

        Assert.Equal(2, (await rig.TaskAsync(key)).Mails.Count());
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("foreign")]
    public async Task F09_a_key_that_we_did_not_make_means_nothing(string how)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        var written = Key().Match((await rig.AnswerAsync(Megan, key)).Html).Value;
        if (how == "changed")
        {
            written = written[..^2] + (written[^2] == 'A' ? 'B' : 'A') + "]";
        }
        else
        {
            await using var other = await EngineRig.StartAsync(Megan);
            written = Key().Match((await other.AnswerAsync(Megan, await other.DeliverAsync("1"))).Html).Value;
        }

        var second = await rig.DeliverAsync("2", mail => mail with { Body = new MailBody(false, $"> {written}") });

        Assert.Equal(TaskState.Done, (await rig.TaskAsync(key)).State);
        Assert.Null((await rig.TaskAsync(second)).Proposal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F76_a_stranger_who_names_a_thread_or_knows_its_key_gets_a_task_of_his_own_that_says_what_it_claims(bool byKey)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        var before = await rig.AnswerAsync(Megan, key) is { } answer && byKey ? Key().Match(answer.Html).Value : "";
        var ended = await rig.TaskAsync(key);
        var stranger = await rig.DeliverAsync("2", mail => (byKey ? mail : Reply(mail, "<1@b.example>")) with
        {
            From = new MailAddress("stranger@evil.example"),
            Body = new MailBody(false, before),
        });

        Assert.Equal(new Proposal(key.Id, ProposalKind.Claimed), (await rig.TaskAsync(stranger)).Proposal);
        var after = await rig.TaskAsync(key);
        Assert.Equal((ended.State, ended.Version, ended.Participants.Count), (after.State, after.Version, after.Participants.Count));
    }

    [Fact]
    public async Task The_conversation_of_Exchange_counts_only_for_replies_of_those_who_took_part()
    {
        await using var rig = await EngineRig.StartAsync();
        var key = await rig.DeliverAsync("1", mail => mail with { ConversationId = "conversation" });
        await rig.DeliverAsync("2", mail => Reply(mail, "<unknown@b.example>") with { ConversationId = "conversation" });
        var fresh = await rig.DeliverAsync("3", mail => mail with { ConversationId = "conversation", Subject = "Another matter" });
        var stranger = await rig.DeliverAsync("4", mail => Reply(mail, "<unknown@b.example>") with { ConversationId = "conversation", From = new MailAddress("stranger@c.example") });

        Assert.Equal(["1", "2"], (await rig.TaskAsync(key)).Mails.Select(mail => mail.Message.Value));
        Assert.Null((await rig.TaskAsync(fresh)).Proposal);
        Assert.Null((await rig.TaskAsync(stranger)).Proposal);
    }

    [Theory]
    [InlineData("Re: AW:  question", true)]
    [InlineData("Another question", false)]
    public async Task F06_F08_the_same_matter_of_the_same_sender_is_proposed_and_never_joined_by_itself(string subject, bool proposed)
    {
        await using var rig = await EngineRig.StartAsync();
        var key = await rig.DeliverAsync("1");
        var second = await rig.DeliverAsync("2", subject: subject);
        var stranger = await rig.DeliverAsync("3", from: "stranger@c.example", subject: subject);

        Assert.Single((await rig.TaskAsync(key)).Mails);
        Assert.Equal(proposed ? new Proposal(key.Id, ProposalKind.SameMatter) : null, (await rig.TaskAsync(second)).Proposal);
        Assert.Null((await rig.TaskAsync(stranger)).Proposal);
    }

    [Fact]
    public async Task N008_a_task_is_reopened_when_a_place_is_free()
    {
        await using var rig = await EngineRig.StartAsync(Configured(maxTasks: 1), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        var other = await rig.DeliverAsync("other", from: "other@c.example");
        await rig.DeliverAsync("2", mail => Reply(mail, "<1@b.example>"));
        Assert.Equal(TaskState.Done, (await rig.TaskAsync(key)).State);

        await rig.AnswerAsync(Megan, other);
        Assert.Equal(TaskState.Offered, (await rig.TaskAsync(key)).State);
    }

    private static MailItem Reply(MailItem mail, string to) => mail with { Subject = "Re: Question", Headers = [new MailHeader("In-Reply-To", to)] };

    [GeneratedRegex(@"\[ref:[A-Za-z0-9_-]+\]")]
    private static partial Regex Key();
}
