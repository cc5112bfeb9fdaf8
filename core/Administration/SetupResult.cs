using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>How applying the set-up file ended; one of the nested kinds.</summary>
public abstract record SetupResult
{
    private SetupResult()
    {
    }

    /// <summary>No file is named, or something is configured already: then the file is not even read, because later changes are an administrator's act.</summary>
    public sealed record NothingToDo : SetupResult;

    /// <summary>The document holds now.</summary>
    public sealed record Applied(Configuration Configuration, IReadOnlyList<ConfigurationProblem> Warnings) : SetupResult;

    /// <summary>The document is wrong; the start must stop and show all problems.</summary>
    public sealed record Refused(IReadOnlyList<ConfigurationProblem> Problems) : SetupResult;

    /// <summary>The document is sound, but the directory could not be asked. Start without configuration and call again later, not before the failure's time.</summary>
    public sealed record DirectoryUnreachable(Failure Failure) : SetupResult;
}
