using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Tasks;

/// <summary>What a task knows of its deadlines.</summary>
public sealed class DeadlineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly AgentId Megan = new("megan");
    private static readonly Deadline First = new(TargetKind.FirstAnswer, Now.AddHours(1), Now.AddMinutes(50));
    private static readonly Deadline Finish = new(TargetKind.Finish, Now.AddHours(2), null);

    [Fact]
    public void A_reminder_is_for_a_holder_once_and_before_the_deadline()
    {
        Assert.Null(Waiting.Remind(First.Kind, First.At, Now));
        var reminded = Held.Remind(First.Kind, First.At, Now.AddMinutes(50))!;
        Assert.Equal(new TimelineEntry(Now.AddMinutes(50), TaskEvent.Reminded, Megan, "FirstAnswer"), reminded.Timeline[^1]);
        Assert.Equal(Held.Version, reminded.Version);
        Assert.Null(reminded.Remind(First.Kind, First.At, Now.AddMinutes(51)));
        Assert.Null(Held.Remind(First.Kind, First.At, First.At));
        Assert.Null(Held.Remind(First.Kind, First.At.AddMinutes(1), Now.AddMinutes(50)));
        var finish = First with { Kind = TargetKind.Finish };
        Assert.Null((Held with { Deadlines = [finish], ClockStoppedAt = Now }).Remind(finish.Kind, finish.At, Now.AddMinutes(50)));
    }

    [Fact]
    public void A_deadline_is_missed_once_and_not_before_its_time_nor_while_the_clock_stands_still()
    {
        Assert.Null(Waiting.Miss(First.Kind, First.At, First.At.AddTicks(-1)));
        Assert.NotNull((Waiting with { ClockStoppedAt = Now }).Miss(First.Kind, First.At, First.At));
        Assert.Null((Waiting with { ClockStoppedAt = Now }).Miss(Finish.Kind, Finish.At, Finish.At));
        var missed = Waiting.Miss(First.Kind, First.At, First.At)!;
        Assert.Equal(TaskEvent.TargetMissed, missed.Timeline[^1].Event);
        Assert.Null(missed.Miss(First.Kind, First.At, First.At));
        Assert.True(missed.NextDeadline() is { Kind: TargetKind.FirstAnswer, IsOverdue: true, IsOpen: false });
    }

    [Theory]
    [InlineData(59, false, TaskEvent.TargetMet)]
    [InlineData(60, false, TaskEvent.TargetMet)]
    [InlineData(61, true, TaskEvent.TargetMissed)]
    public void What_happened_is_in_time_or_late_and_the_timeline_says_so_once(int minutes, bool isMissed, TaskEvent recorded)
    {
        var when = Now.AddMinutes(minutes);
        var reached = Held.Reach(TargetKind.FirstAnswer, when, when);
        Assert.Equal((when, isMissed), (reached.Deadlines[0].DoneAt!.Value, reached.Deadlines[0].IsMissed));
        Assert.Equal(recorded, reached.Timeline[^1].Event);
        Assert.Equal(TargetKind.Finish, reached.NextDeadline()!.Kind);
        Assert.Same(reached, reached.Reach(TargetKind.FirstAnswer, when, when));

        var late = Held.Miss(First.Kind, First.At, First.At)!.Reach(TargetKind.FirstAnswer, First.At.AddHours(1), First.At.AddHours(1));
        Assert.Single(late.Timeline, entry => entry.Event == TaskEvent.TargetMissed);
        Assert.DoesNotContain(late.Timeline, entry => entry.Event == TaskEvent.TargetMet);
    }

    private static EmailTask Waiting => EmailTask.Open(
        new TaskKey(new ServiceId("help"), new TaskId("t")), new MailboxId("m"), new MailItem { Id = new MessageId("1"), ReceivedAt = Now }, [], Now) with { Deadlines = [First, Finish] };

    private static EmailTask Held => Waiting.OfferTo(new Offer(new OfferId("o"), Megan, Now, Now.AddMinutes(1), []))!.Accept(Megan, Now)!;
}
