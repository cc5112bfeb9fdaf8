using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Tasks;

public sealed class EmailTaskTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly AgentId Megan = new("megan");
    private static readonly AgentId Adele = new("adele");
    private static readonly AnswerId Answer = new("answer-1");

    [Fact]
    public void I3_only_the_offered_agent_can_accept_and_only_once()
    {
        var offered = Offered(Megan);

        Assert.Null(offered.Accept(Adele, Start));
        var accepted = offered.Accept(Megan, Start);
        Assert.Equal(Megan, accepted!.Holder);
        Assert.Null(accepted.Accept(Megan, Start));
    }

    [Fact]
    public void I3_an_offer_cannot_be_accepted_after_its_time_even_when_nobody_ended_it_yet()
    {
        var offered = Offered(Megan);

        Assert.NotNull(offered.Accept(Megan, offered.Offer!.Until));
        Assert.Null(offered.Accept(Megan, offered.Offer.Until + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void A_time_out_ends_the_offer_it_was_planned_for_and_no_other()
    {
        var first = Offered(Megan);
        var second = first.Decline(Megan, Start)!.OfferTo(OfferTo(Adele, "offer-2"))!;

        Assert.Null(second.TimeOut(first.Offer!.Id, Start.AddHours(1)));
        Assert.Equal(TaskState.Queued, second.TimeOut(second.Offer!.Id, Start.AddHours(1))!.State);
    }

    [Fact]
    public void An_offer_that_never_reached_Teams_is_withdrawn_and_not_missed()
    {
        var offered = Offered(Megan);
        var seen = offered.OfferDelivered(offered.Offer!.Id)!;

        Assert.Equal(TaskEvent.OfferWithdrawn, offered.TimeOut(offered.Offer.Id, Start.AddHours(1))!.Timeline[^1].Event);
        Assert.Equal(TaskEvent.TimedOut, seen.TimeOut(offered.Offer.Id, Start.AddHours(1))!.Timeline[^1].Event);
    }

    [Fact]
    public void I4_send_can_be_pressed_once_until_the_answer_surely_did_not_leave()
    {
        var sending = Accepted(Megan).PressSend(Megan, Answer, [], Start)!;

        Assert.Null(sending.PressSend(Megan, new AnswerId("answer-2"), [], Start));
        var failed = sending.NotSent(Answer, "ErrorSendAsDenied", Start)!;
        Assert.NotNull(failed.PressSend(Megan, new AnswerId("answer-2"), [], Start));
    }

    [Fact]
    public void I4_while_it_is_unsure_whether_the_answer_left_nothing_but_an_answer_to_that_question_is_allowed()
    {
        var unsure = Accepted(Megan).PressSend(Megan, Answer, [], Start)!.DraftStored(Answer, new MessageId("draft"), Start)!.SendingUnsure(Answer, "timeout", Start)!;

        Assert.Null(unsure.PressSend(Megan, new AnswerId("answer-2"), [], Start));
        Assert.Null(unsure.Finish(Megan, Start));
        Assert.Null(unsure.ReturnToQueue(Megan, ReturnReason.Other, Start));
        Assert.Equal(TaskEnd.Answered, unsure.Sent(Answer, Start)!.End);
        Assert.Equal(AnswerState.NotSent, unsure.NotSent(Answer, "agent", Start)!.Answer!.State);
    }

    [Fact]
    public void I4_an_answer_is_sent_only_after_its_draft_is_stored()
    {
        var sending = Accepted(Megan).PressSend(Megan, Answer, [], Start)!;

        Assert.Null(sending.Sent(Answer, Start));
        Assert.Equal(TaskState.Done, sending.DraftStored(Answer, new MessageId("draft"), Start)!.Sent(Answer, Start)!.State);
    }

    [Fact]
    public void A_done_task_takes_no_further_step()
    {
        var done = Accepted(Megan).Finish(Megan, Start)!;

        Assert.Null(done.Finish(Megan, Start));
        Assert.Null(done.PressSend(Megan, Answer, [], Start));
        Assert.Null(done.HandleInOutlook("deleted", Start));
        Assert.Null(done.Join(Mail("late"), [], Start));
        Assert.Null(done.OfferTo(OfferTo(Adele, "offer-2")));
    }

    [Fact]
    public void F74_every_step_a_person_can_see_raises_the_version()
    {
        var queued = Queued();
        var offered = queued.OfferTo(OfferTo(Megan, "offer-1"))!;
        var accepted = offered.Accept(Megan, Start)!;
        var joined = accepted.Join(Mail("second"), [], Start)!;

        Assert.Equal([1, 2, 3, 4], new[] { queued.Version, offered.Version, accepted.Version, joined.Version });
        Assert.Equal(offered.Version, offered.OfferDelivered(offered.Offer!.Id)!.Version);
    }

    [Fact]
    public void I5_every_step_is_in_the_timeline_with_who_and_when()
    {
        var done = Accepted(Megan).Finish(Megan, Start.AddMinutes(3))!;

        Assert.Equal([TaskEvent.Opened, TaskEvent.Offered, TaskEvent.Accepted, TaskEvent.Finished], done.Timeline.Select(entry => entry.Event));
        Assert.Equal((Megan, Start.AddMinutes(3)), (done.Timeline[^1].Agent!.Value, done.Timeline[^1].At));
    }

    [Fact]
    public void The_timeline_stays_bounded_and_keeps_its_beginning()
    {
        var task = Queued();
        for (var i = 0; i < 300; i++)
            task = task.OfferTo(OfferTo(Megan, $"offer-{i}"))!.Decline(Megan, Start)!;

        Assert.Equal(EmailTask.TimelineLimit, task.Timeline.Count);
        Assert.Equal(TaskEvent.Opened, task.Timeline[0].Event);
    }

    [Fact]
    public void An_agent_who_is_offered_a_task_again_gets_a_new_card_and_cards_of_others_stay()
    {
        var cards = new[] { Megan, Adele }.Select(agent => new CardReference(agent, $"chat-{agent}", $"card-{agent}", 1)).ToList();
        var queued = Offered(Megan).Decline(Megan, Start)! with { Cards = cards };

        Assert.Equal([cards[1]], queued.OfferTo(OfferTo(Megan, "offer-2"))!.Cards);
    }

    private static EmailTask Queued() => EmailTask.Open(
        new TaskKey(new ServiceId("help"), TaskId.For(new MailboxId("m"), new MessageId("1"))), new MailboxId("m"), Mail("1"), ["participant"], Start);

    private static EmailTask Offered(AgentId agent) => Queued().OfferTo(OfferTo(agent, "offer-1"))!;

    private static EmailTask Accepted(AgentId agent) => Offered(agent).Accept(agent, Start)!;

    private static Offer OfferTo(AgentId agent, string id) => new(new OfferId(id), agent, Start, Start.AddSeconds(60), []);

    private static MailItem Mail(string id) => new() { Id = new MessageId(id), ReceivedAt = Start };
}
