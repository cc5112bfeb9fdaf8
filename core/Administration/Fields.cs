using System.Text.Json;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Reads the fields of one object of the document; what is missing, of the wrong type or unknown becomes a problem and reading goes on with the default.</summary>
internal sealed class Fields
{
    private readonly DocumentNode node;
    private readonly List<ConfigurationProblem> problems;
    private readonly SortedSet<string> known = new(StringComparer.Ordinal);
    private readonly bool isObject;

    public Fields(DocumentNode node, List<ConfigurationProblem> problems)
    {
        (this.node, this.problems) = (node, problems);
        isObject = Is(node, JsonValueKind.Object, "an object");
    }

    public string Path => node.Path;

    public bool Has(string name) => node.Members.ContainsKey(name);

    /// <summary>The text, or null when it is not there or no text.</summary>
    public string? Text(string name) => Find(name) is { } value ? TextOf(value) : null;

    /// <summary>The text; that it is not there is a problem, and then it is empty.</summary>
    public string Required(string name)
    {
        if (Text(name) is { } text)
            return text;
        if (isObject && !Has(name))
            Missing(name, $"Add {name}.");
        return "";
    }

    public void Missing(string name, string remedy)
    {
        if (isObject)
            problems.Add(new($"{Path}.{name}", ProblemCode.Missing, $"{name} is missing.", remedy));
    }

    public bool Flag(string name) =>
        Find(name) is { } value && (value.Kind is JsonValueKind.True || (value.Kind is not JsonValueKind.False && Is(value, JsonValueKind.True, "true or false")));

    public int Number(string name, int fallback)
    {
        if (Find(name) is not { } value || !Is(value, JsonValueKind.Number, "a whole number"))
            return fallback;
        if (value.Number is not { } number || number != decimal.Truncate(number))
            problems.Add(new(value.Path, ProblemCode.WrongType, "This is not a whole number.", "Write it without fraction."));
        else if (number is < int.MinValue or > int.MaxValue)
            problems.Add(new(value.Path, ProblemCode.OutOfRange, "This number is out of range.", "Give a smaller one."));
        else
            return (int)number;
        return fallback;
    }

    /// <summary>The fields of an object inside this one, or null when it is not there.</summary>
    public Fields? Inner(string name) => Find(name) is { } value ? new(value, problems) : null;

    public IReadOnlyList<DocumentNode> List(string name) => Find(name) is { } value && Is(value, JsonValueKind.Array, "a list") ? value.Items : [];

    public IReadOnlyList<T> Objects<T>(string name, Func<Fields, T> read) => [.. List(name).Select(item => read(new(item, problems)))];

    /// <summary>Texts of a list; one that is none keeps its place as an empty text, so that indexes stay those of the document.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(item => TextOf(item) ?? "")];

    /// <summary>Reports the names that nobody asked for. Call it when all were read.</summary>
    public void Close()
    {
        foreach (var (name, value) in node.Members)
            if (!known.Contains(name))
                problems.Add(new(value.Path, ProblemCode.UnknownProperty, "This name is not known here.", $"Remove it or correct it; known are {string.Join(", ", known)}."));
    }

    private DocumentNode? Find(string name)
    {
        known.Add(name);
        return node.Members.GetValueOrDefault(name);
    }

    private string? TextOf(DocumentNode value)
    {
        if (!Is(value, JsonValueKind.String, "a text"))
            return null;
        if (value.Text is null)
            problems.Add(new(value.Path, ProblemCode.WrongType, "This text holds half of a character.", "Write the character itself or both halves of its \\u form."));
        return value.Text;
    }

    private bool Is(DocumentNode value, JsonValueKind kind, string expected)
    {
        if (value.Kind == kind)
            return true;
        problems.Add(new(value.Path, ProblemCode.WrongType, $"This must be {expected}, but it is {value.Name}.", value.Kind == JsonValueKind.Null ? "Leave it out, or give a value." : $"Give {expected}."));
        return false;
    }
}
