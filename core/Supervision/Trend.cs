using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>An hour of a service.</summary>
/// <param name="Arrived">Tasks whose mail came in it.</param>
/// <param name="Finished">Tasks that ended in it, however they did.</param>
/// <param name="Waiting">Tasks that nobody had at its end; of the present hour, now.</param>
/// <param name="Met">First answers that were due and came in time, told in the hour in which they came.</param>
/// <param name="Missed">First answers that did not, told in the hour in which they were due.</param>
public sealed record HourFigures(DateTimeOffset From, int Arrived, int Finished, int Waiting, int Met = 0, int Missed = 0)
{
    /// <summary>The same hour of two services, taken together.</summary>
    public static HourFigures operator +(HourFigures one, HourFigures other) =>
        new(one.From, one.Arrived + other.Arrived, one.Finished + other.Finished, one.Waiting + other.Waiting, one.Met + other.Met, one.Missed + other.Missed);
}

/// <summary>A task from its mail to its end, or until now.</summary>
/// <param name="Stretches">In whose hands it was; the first begins with the mail.</param>
/// <param name="FirstAnswer">When the customer was to have his first answer; null where the service promised none.</param>
public sealed record TaskSpan(IReadOnlyList<Stretch> Stretches, DateTimeOffset? EndedAt, Deadline? FirstAnswer = null)
{
    public DateTimeOffset BeganAt => Stretches[0].From;

    /// <summary>Whether nobody had it just before that moment.</summary>
    public bool IsWaitingBefore(DateTimeOffset moment) =>
        BeganAt < moment && !(EndedAt < moment) && Stretches.Last(stretch => stretch.From < moment).Kind == StretchKind.Waiting;
}

/// <summary>
/// The last hours of a service, told by its tasks: those open, and the rounds that ended in these hours. There are no counters that could be wrong, and what the hours cost
/// to read does not grow with the years (docs/decisions/0013).
/// </summary>
public static class Trend
{
    public const int Hours = 6;

    /// <summary>The beginning of the first of the hours; what ended before does not matter.</summary>
    public static DateTimeOffset Begin(DateTimeOffset now) => new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddHours(1 - Hours);

    /// <summary>The hours, the present one last.</summary>
    public static IReadOnlyList<HourFigures> Of(IReadOnlyCollection<TaskSpan> spans, DateTimeOffset now)
    {
        var hours = new List<HourFigures>(Hours);
        for (var from = Begin(now); from <= now; from = from.AddHours(1))
        {
            var end = from.AddHours(1);
            hours.Add(new(
                from,
                spans.Count(span => span.BeganAt >= from && span.BeganAt < end),
                spans.Count(span => span.EndedAt >= from && span.EndedAt < end),
                spans.Count(span => span.IsWaitingBefore(end <= now ? end : now.AddTicks(1))),
                spans.Count(span => span.FirstAnswer is { IsMissed: false, DoneAt: { } done } && done >= from && done < end),
                spans.Count(span => span.FirstAnswer is { IsMissed: true, At: var due } && due >= from && due < end)));
        }

        return hours;
    }
}
