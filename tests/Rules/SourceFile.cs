using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Rules;

/// <summary>A text file of the repository, as the rules read it.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", "dist", "artifacts", "data", ".git", ".vs", ".vscode"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> Everything = new(() => [.. Read(new DirectoryInfo(RepositoryFolder.Root), "")]);

    /// <summary>Only what the compiler reads: comments and the words inside strings are blank, line breaks and positions stay.</summary>
    public string Code => code ??= Path.EndsWith(".cs", StringComparison.Ordinal) ? CSharpCode.Only(Text) : Text;

    private string? code;

    /// <summary>The folders below the top one, then the file: <c>core/Edges/Graph/X.cs</c> gives core, Edges, Graph, X.cs.</summary>
    public string[] Steps => Path.Split('/');

    public string Name => Steps[^1];

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsIn(params string[] topFolders) => topFolders.Contains(Steps[0]);

    public int LineAt(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    /// <summary>All text files of the repository that people write.</summary>
    public static IReadOnlyList<SourceFile> All => Everything.Value;

    /// <summary>A file that exists only in a rule's self-test.</summary>
    public static SourceFile Planted(string path, string text) => new(path, text);

    private static IEnumerable<SourceFile> Read(DirectoryInfo folder, string prefix) =>
        folder.EnumerateFiles().Where(file => file.Length < 2_000_000 && IsText(file)).Select(file => new SourceFile(prefix + file.Name, File.ReadAllText(file.FullName)))
            .Concat(folder.EnumerateDirectories().Where(inner => !Built.Contains(inner.Name)).SelectMany(inner => Read(inner, $"{prefix}{inner.Name}/")));

    private static bool IsText(FileInfo file) =>
        file.Name is "run" or "Dockerfile" or ".editorconfig" or ".gitignore" or ".gitattributes"
        || file.Extension is ".cs" or ".csproj" or ".props" or ".targets" or ".sln" or ".md" or ".json" or ".yml" or ".yaml" or ".sh" or ".js" or ".mjs" or ".ts"
            or ".html" or ".css" or ".svg" or ".eml" or ".resx" or ".txt";
}
