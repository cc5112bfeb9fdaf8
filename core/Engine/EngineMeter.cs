using System.Diagnostics.Metrics;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Counts what was committed: what became of mails, what happened to tasks, how offers ended. Labels are words of ours, so there are few of them.</summary>
internal sealed class EngineMeter
{
    public const string Name = "TeamsEmailBot.Engine";

    private readonly Counter<long> mails;
    private readonly Counter<long> transitions;
    private readonly Counter<long> offers;

    public EngineMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        mails = meter.CreateCounter<long>("teamsemailbot.mails", "{mail}", "Mails taken in, by what became of them.");
        transitions = meter.CreateCounter<long>("teamsemailbot.task.transitions", "{transition}", "Entries in the timelines of tasks, by event.");
        offers = meter.CreateCounter<long>("teamsemailbot.offers", "{offer}", "Offers that ended, by outcome.");
    }

    public void Noted(MailFate fate) => mails.Add(1, new KeyValuePair<string, object?>("fate", fate.ToString()));

    /// <summary>A mail was noted together with a change of its task.</summary>
    public void Noted(MailFate fate, EmailTask? before, EmailTask after)
    {
        Noted(fate);
        Changed(before, after);
    }

    /// <summary>A task was committed; <paramref name="before"/> is null when it is new.</summary>
    public void Changed(EmailTask? before, EmailTask after)
    {
        // A long timeline loses entries in its middle, so the new ones cannot be told by their place.
        foreach (var entry in after.Timeline.Except(before?.Timeline ?? []))
        {
            transitions.Add(1, new KeyValuePair<string, object?>("event", entry.Event.ToString()));
            if (entry.Event is TaskEvent.Accepted or TaskEvent.Declined or TaskEvent.TimedOut or TaskEvent.OfferWithdrawn)
                offers.Add(1, new KeyValuePair<string, object?>("outcome", entry.Event.ToString()));
        }
    }
}
