namespace TeamsEmailBot.Tests.Rules;

internal static class Rule
{
    /// <summary>Fails with everything that breaks the rule, one line each.</summary>
    public static void Holds(IEnumerable<string> broken)
    {
        var lines = broken.ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} found:\n{string.Join('\n', lines)}");
    }
}
