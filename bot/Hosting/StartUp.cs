using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Hosting;

/// <summary>
/// What must be there before the engine works: the configuration, and on the first start the set-up file. A wrong file stops the start with every mistake; a
/// directory that cannot be reached does not: it is asked again until it answers.
/// </summary>
internal sealed class StartUp(ConfigurationStore configuration, SetupApplier setup, EngineBell bell, TimeProvider time, ILogger<StartUp> log) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(5);

    private SetupResult.DirectoryUnreachable? open;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await configuration.LoadAsync(cancellationToken);
        configuration.Changed += _ => bell.Ring();
        open = await ApplyAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstRetry; open is not null; wait = wait * 2 < LastRetry ? wait * 2 : LastRetry)
        {
            var now = time.GetUtcNow();
            var named = open.Failure.NotBefore - now;
            await Task.Delay(named > wait ? named.Value : wait, time, stoppingToken);
            open = await ApplyAsync(stoppingToken);
        }
    }

    private async Task<SetupResult.DirectoryUnreachable?> ApplyAsync(CancellationToken cancellation)
    {
        switch (await setup.ApplyAsync(cancellation))
        {
            case SetupResult.Refused refused:
                throw new StartRefusedException([.. refused.Problems.Select(problem => problem.ToString())]);
            case SetupResult.Applied applied:
                log.SetupApplied(applied.Configuration.Revision, applied.Warnings.Count);
                foreach (var warning in applied.Warnings)
                    log.SetupWarning(warning.ToString());
                return null;
            case SetupResult.DirectoryUnreachable unreachable:
                log.DirectoryUnreachable(unreachable.Failure.ToString());
                return unreachable;
            default:
                return null;
        }
    }
}

/// <summary>The bot does not start; <see cref="Mistakes"/> are for the operator, one line each.</summary>
internal sealed class StartRefusedException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
