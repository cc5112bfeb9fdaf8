using Microsoft.Extensions.Options;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>Finds every mistake in the section <c>Jobs</c> at once.</summary>
internal sealed class JobOptionsCheck : IValidateOptions<JobOptions>
{
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        var mistakes = new List<string>();
        Check(options.Lease >= TimeSpan.FromSeconds(1), "Jobs:Lease must be at least one second.");
        Check(options.Parallel is >= 1 and <= 1000, "Jobs:Parallel must be between 1 and 1000.");
        Check(options.ParallelPerPartition is >= 1 and <= 100, "Jobs:ParallelPerPartition must be between 1 and 100.");
        Check(options.PollInterval >= TimeSpan.FromSeconds(1), "Jobs:PollInterval must be at least one second.");
        Check(options.StorePause > TimeSpan.Zero, "Jobs:StorePause must be longer than nothing.");
        Check(options.StopLimit >= TimeSpan.Zero, "Jobs:StopLimit must not be negative.");
        Check(options.FirstRetry > TimeSpan.Zero, "Jobs:FirstRetry must be longer than nothing.");
        Check(options.LongestRetry >= options.FirstRetry, "Jobs:LongestRetry must not be shorter than Jobs:FirstRetry.");
        Check(options.AdministratorRetry > TimeSpan.Zero, "Jobs:AdministratorRetry must be longer than nothing.");
        Check(options.MaxAttempts >= 1, "Jobs:MaxAttempts must be at least 1.");
        Check(options.GiveUpAfter >= TimeSpan.Zero, "Jobs:GiveUpAfter must not be negative.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);

        void Check(bool holds, string mistake)
        {
            if (!holds)
                mistakes.Add(mistake);
        }
    }
}
