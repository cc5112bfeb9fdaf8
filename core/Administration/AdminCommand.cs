using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>A change that an administrator wants. Data only: <see cref="AdminDesk"/> carries it out. The name of the type is its name in the audit trail.</summary>
public abstract record AdminCommand
{
    private protected AdminCommand()
    {
    }

    /// <summary>The configuration afterwards; whether it is sound is for <see cref="ConfigurationRules"/> to say. Findings are what the change itself forbids.</summary>
    internal abstract Configuration Apply(Configuration now, Findings findings);
}

/// <summary>Sets the settings of the tenant.</summary>
public sealed record SetTenant(TenantSettings Settings) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => now with { Tenant = Settings };
}

/// <summary>Several changes that are made together or not at all.</summary>
public sealed record ChangeTogether(IReadOnlyList<AdminCommand> Changes) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) => Changes.Aggregate(now, (next, change) => change.Apply(next, findings));
}

/// <summary>Replaces everything, as a configuration document does.</summary>
public sealed record ImportConfiguration(Configuration Configuration) : AdminCommand
{
    // What is open today is no part of a document and stays as it is.
    internal override Configuration Apply(Configuration now, Findings findings) => Configuration with
    {
        Services = [.. Configuration.Services.Select(service => service with
        {
            OpenOverflow = now.Service(service.Id)?.OpenOverflow is { } open && Configuration.Service(open.To) is not null ? open : null,
        })],
    };
}
