using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Reads whom somebody means who types to whom a task goes.</summary>
internal static class TransferWords
{
    /// <summary>The name, without a "to" before it, and what stands after a colon.</summary>
    public static (string Name, string Comment) Split(string given)
    {
        var parts = given.Split(':', 2, StringSplitOptions.TrimEntries);
        var name = parts[0];
        foreach (var to in Words.All.SelectMany(words => words[HandPhrase.WordsTo].Split('|')))
            if (name.StartsWith(to + " ", StringComparison.OrdinalIgnoreCase))
            {
                name = name[(to.Length + 1)..];
                break;
            }

        return (name.Trim(), parts.Length > 1 ? parts[1] : "");
    }

    /// <summary>Those of that name; when nobody has exactly that, those with a word of their name that begins so.</summary>
    public static TransferTargets Find(TransferTargets targets, string name)
    {
        var exact = Where(targets, candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
        return exact.Services.Count + exact.Colleagues.Count > 0 || name.Length == 0
            ? exact
            : Where(targets, candidate => candidate.Split(' ').Prepend(candidate).Any(word => word.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static TransferTargets Where(TransferTargets targets, Func<string, bool> named) => targets with
    {
        Services = [.. targets.Services.Where(service => named(service.Name))],
        Colleagues = [.. targets.Colleagues.Where(colleague => named(colleague.Name))],
    };
}
