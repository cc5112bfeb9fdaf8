namespace TeamsEmailBot.Core.Administration;

/// <summary>
/// The configuration as a JSON document (docs/configuration.md). Reading it finds every error that the document alone shows, at once; who the people and
/// mailboxes are is asked of the directory afterwards (<see cref="DocumentResolver"/>).
/// </summary>
public sealed class ConfigurationDocument
{
    /// <summary>Larger documents are refused unread: 16 MiB, ten times what 2,000 users and 200 services need.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly DocumentTree tree;
    private readonly ConfigurationDraft? draft;

    private ConfigurationDocument(DocumentTree tree)
    {
        this.tree = tree;
        if (tree.Root is { } root)
            draft = DraftReader.Read(root, tree.Problems);
        Problems = InOrder(draft is null ? tree.Problems : [.. tree.Problems, .. FoundByRules(draft, tree.Problems)]);
    }

    /// <summary>Everything that is wrong, in the order of the document; empty when the directory may be asked.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <summary>What the document says. Only for a document without problems.</summary>
    internal ConfigurationDraft Draft => draft ?? throw new InvalidOperationException("The document is no JSON.");

    public static ConfigurationDocument Read(ReadOnlySpan<byte> utf8) => new(DocumentTree.Read(utf8));

    /// <summary>Adds the lines to problems found later and puts them in the order of the document.</summary>
    internal IReadOnlyList<ConfigurationProblem> InOrder(IEnumerable<ConfigurationProblem> problems) =>
        [.. problems.Select(problem => problem.Line is null ? problem with { Line = tree.LineOf(problem.Path) } : problem).OrderBy(problem => problem.Line)];

    private static IEnumerable<ConfigurationProblem> FoundByRules(ConfigurationDraft draft, List<ConfigurationProblem> structural)
    {
        var wrong = structural.Select(problem => problem.Path).Concat(draft.Undecided()).ToHashSet(StringComparer.Ordinal);
        var provisional = draft.With(
            [.. draft.Users.Select((user, i) => user.Identity.Provisional(i))], [.. draft.Mailboxes.Select((mailbox, i) => mailbox.Identity.Provisional(i))]);
        // A value that could not be read was replaced by its default: what the rules say of it is no news.
        return ConfigurationRules.Check(provisional).Problems.Where(problem => !Around(problem.Path).Any(wrong.Contains));
    }

    private static IEnumerable<string> Around(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.AsSpan().LastIndexOfAny('.', '['))])
            yield return at;
    }
}
