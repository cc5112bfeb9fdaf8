using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>Watches over one invariant: at every commit, and when everything has come to rest.</summary>
internal abstract class Check(SimWorld world)
{
    protected SimWorld World => world;

    protected Watcher Watcher => world.Watcher;

    /// <summary>The invariant's name.</summary>
    protected abstract string Name { get; }

    public virtual void OnTask(Commit commit, EmailTask? before, EmailTask after)
    {
    }

    public virtual void OnMail(Commit commit, ServiceId service, MailRecord mail)
    {
    }

    public virtual void OnAgent(Commit commit, AgentState agent)
    {
    }

    public virtual void AtQuiet()
    {
    }

    protected void Violated(string what) => world.Violation(Name, what);
}
