using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>When again, and when to give up. Exponential back-off with full jitter, so that what failed together does not come back together.</summary>
public sealed class RetryPlan(JobOptions options, Random chance)
{
    private readonly Lock gate = new();

    /// <summary>The time of the next attempt of a job that failed now, or null to give it up.</summary>
    public DateTimeOffset? Next(Job job, Failure failure, DateTimeOffset now)
    {
        if (failure.NeedsAdministrator)
            return Latest(failure.NotBefore, now) + options.AdministratorRetry + Jitter(options.FirstRetry);
        if (!failure.MayRetry || IsExhausted(job, now))
            return null;
        if (failure.NotBefore > now)
            return failure.NotBefore.Value + Jitter(options.FirstRetry);
        return now + Jitter(Ceiling(job.Attempts));
    }

    /// <summary>True when the job had its attempts and its time.</summary>
    public bool IsExhausted(Job job, DateTimeOffset now) => job.Attempts >= options.MaxAttempts && now - job.FirstDue >= options.GiveUpAfter;

    private static DateTimeOffset Latest(DateTimeOffset? notBefore, DateTimeOffset now) => notBefore > now ? notBefore.Value : now;

    private TimeSpan Ceiling(int attempts)
    {
        var seconds = options.FirstRetry.TotalSeconds * Math.Pow(2, Math.Max(0, attempts - 1));
        return TimeSpan.FromSeconds(Math.Min(seconds, options.LongestRetry.TotalSeconds));
    }

    private TimeSpan Jitter(TimeSpan ceiling)
    {
        // A seeded Random is not safe for use by several threads.
        lock (gate)
            return ceiling * chance.NextDouble();
    }
}
