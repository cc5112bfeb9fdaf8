using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Collects what the rules find, all of it (never only the first).</summary>
internal sealed class Findings
{
    private readonly List<ConfigurationProblem> problems = [];
    private readonly List<ConfigurationProblem> warnings = [];

    public void Problem(string path, string code, string message, string remedy) => problems.Add(new(path, code, message, remedy));

    public void Warning(string path, string code, string message, string remedy) => warnings.Add(new(path, code, message, remedy));

    public void Range(string path, int value, int lowest, int highest)
    {
        if (value < lowest || value > highest)
            Problem(path, ProblemCode.OutOfRange, $"{value} is out of range.", $"Give a number from {lowest} to {highest}.");
    }

    public void Id(string path, string value)
    {
        if (!Texts.IsId(value))
            Problem(path, ProblemCode.BadId, "This is not an id.", $"Use 1 to {Texts.IdLength} letters a–z, digits and hyphens.");
    }

    public void Name(string path, string value)
    {
        if (!Texts.IsName(value))
            Problem(path, ProblemCode.BadName, "This is not a name.", $"Use 1 to {Texts.NameLength} characters without line breaks and without spaces at the ends.");
    }

    /// <summary>True when the value is sound.</summary>
    public bool UserPrincipalName(string path, string value)
    {
        if (UserPrincipalNames.Wrong(value) is not { } wrong)
            return true;
        Problem(path, ProblemCode.BadUserPrincipalName, wrong.Message, "Write the user principal name as in Entra ID: name@domain.");
        return false;
    }

    public void Senders(string path, IReadOnlyList<string> entries)
    {
        if (entries.Count > SenderList.MaxEntries)
            Problem(path, ProblemCode.OutOfRange, "This list is too long.", $"List at most {SenderList.MaxEntries} senders; a domain stands for all its addresses.");
        for (var i = 0; i < entries.Count; i++)
            if (!SenderList.IsEntry(entries[i]))
                Problem($"{path}[{i}]", ProblemCode.BadSender, "This is neither an address nor a domain.", "Write name@domain.example or domain.example.");
    }

    /// <summary>A name of the IANA list that this machine knows.</summary>
    public void TimeZone(string path, string value)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) || !zone.HasIanaId)
            Problem(path, ProblemCode.UnknownTimeZone, "This time zone is not known here.", "Use a name of the IANA list, for example Europe/Berlin.");
    }

    public void UnknownReference(string path, string what) =>
        Problem(path, ProblemCode.UnknownReference, $"There is no {what} of this name.", $"Name a {what} of this configuration, or add it.");

    public ConfigurationReport Report() => new(problems, warnings);
}
