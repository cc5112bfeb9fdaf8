namespace TeamsEmailBot.Core.Administration;

/// <summary>Adding, changing and removing a record of a list, told apart: a record that is already or not there is a problem, never a silent success.</summary>
internal static class Records
{
    public static int IndexOf<T>(IReadOnlyList<T> records, string key, Func<T, string> keyOf)
    {
        for (var i = 0; i < records.Count; i++)
            if (string.Equals(keyOf(records[i]), key, StringComparison.Ordinal))
                return i;
        return -1;
    }

    public static IReadOnlyList<T> Add<T>(IReadOnlyList<T> records, T record, Func<T, string> keyOf, string path, string kind, Findings findings)
    {
        var at = IndexOf(records, keyOf(record), keyOf);
        if (at < 0)
            return [.. records, record];
        findings.Problem($"{path}[{at}]", ProblemCode.AlreadyThere, $"This {kind} is there already.", $"Change the {kind} instead, or choose another id.");
        return records;
    }

    public static IReadOnlyList<T> Change<T>(IReadOnlyList<T> records, T record, Func<T, string> keyOf, string path, string kind, Findings findings) =>
        Edit(records, keyOf(record), keyOf, _ => record, path, kind, findings);

    public static IReadOnlyList<T> Edit<T>(
        IReadOnlyList<T> records, string key, Func<T, string> keyOf, Func<T, T> edit, string path, string kind, Findings findings)
    {
        var at = IndexOf(records, key, keyOf);
        if (at >= 0)
            return [.. records.Take(at), edit(records[at]), .. records.Skip(at + 1)];
        NotThere(path, kind, findings);
        return records;
    }

    public static IReadOnlyList<T> Remove<T>(IReadOnlyList<T> records, string key, Func<T, string> keyOf, string path, string kind, Findings findings)
    {
        var at = IndexOf(records, key, keyOf);
        if (at >= 0)
            return [.. records.Take(at), .. records.Skip(at + 1)];
        NotThere(path, kind, findings);
        return records;
    }

    public static void RefuseInUse(IReadOnlyList<string> users, string path, string kind, string remedy, Findings findings)
    {
        if (users.Count > 0)
            findings.Problem(path, ProblemCode.InUse, $"The {kind} is used by {string.Join(", ", users.Take(5))}{(users.Count > 5 ? $" and {users.Count - 5} more" : "")}.", remedy);
    }

    private static void NotThere(string path, string kind, Findings findings) =>
        findings.Problem(path, ProblemCode.NotThere, $"There is no such {kind} (any more).", "Look at the list again; somebody may have removed it.");
}
