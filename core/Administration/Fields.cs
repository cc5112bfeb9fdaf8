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

    public bool Flag(string name, bool fallback = false)
    {
        if (Find(name) is not { } value || (value.Kind is not JsonValueKind.True and not JsonValueKind.False && !Is(value, JsonValueKind.True, "true or false")))
            return fallback;
        return value.Kind is JsonValueKind.True;
    }

    /// <summary>One of the words of the enumeration.</summary>
    public T Choice<T>(string name, T fallback)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return fallback;
        foreach (var choice in Enum.GetValues<T>())
            if (DocumentWords.Of(choice) == text)
                return choice;
        problems.Add(new($"{Path}.{name}", ProblemCode.UnknownValue, "There is no such choice.", $"Use {string.Join(", ", Enum.GetValues<T>().Select(DocumentWords.Of))}."));
        return fallback;
    }

    /// <summary>The value that a text stands for; a text that stands for none is a problem.</summary>
    public T? Value<T>(string name, Func<string, T?> read, string remedy)
        where T : struct =>
        Find(name) is { } value && TextOf(value) is { } text ? read(text) ?? Wrong<T?>(value.Path, remedy, null) : null;

    /// <summary>The values that the texts of a list stand for; one that stands for none is a problem and becomes <paramref name="placeholder"/>, so that indexes stay those of the document.</summary>
    public IReadOnlyList<T> Values<T>(string name, Func<string, T?> read, T placeholder, string remedy)
        where T : class =>
        [.. List(name).Select(item => TextOf(item) is { } text ? read(text) ?? Wrong(item.Path, remedy, placeholder) : placeholder)];

    /// <summary>Entries that are a text, as a short form, or an object.</summary>
    public IReadOnlyList<T> Entries<T>(string name, Func<string, T> shortForm, Func<Fields, T> read) =>
        [.. List(name).Select(item => item.Kind == JsonValueKind.String ? shortForm(TextOf(item) ?? "") : read(new(item, problems)))];

    public int Number(string name, int fallback) => Number(name) ?? fallback;

    public int? Number(string name)
    {
        if (Find(name) is not { } value || !Is(value, JsonValueKind.Number, "a whole number"))
            return null;
        if (value.Number is not { } number || number != decimal.Truncate(number))
            problems.Add(new(value.Path, ProblemCode.WrongType, "This is not a whole number.", "Write it without fraction."));
        else if (number is < int.MinValue or > int.MaxValue)
            problems.Add(new(value.Path, ProblemCode.OutOfRange, "This number is out of range.", "Give a smaller one."));
        else
            return (int)number;
        return null;
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

    private T Wrong<T>(string path, string remedy, T instead)
    {
        problems.Add(new(path, ProblemCode.UnknownValue, "This cannot be understood.", remedy));
        return instead;
    }

    private bool Is(DocumentNode value, JsonValueKind kind, string expected)
    {
        if (value.Kind == kind)
            return true;
        problems.Add(new(value.Path, ProblemCode.WrongType, $"This must be {expected}, but it is {value.Name}.", value.Kind == JsonValueKind.Null ? "Leave it out, or give a value." : $"Give {expected}."));
        return false;
    }
}
