namespace TeamsEmailBot.Core.Administration;

/// <summary>A part of a user principal name.</summary>
public enum NamePart
{
    /// <summary>The @ itself.</summary>
    At,

    /// <summary>What stands before it.</summary>
    Local,

    /// <summary>What stands behind it.</summary>
    Domain,
}

/// <summary>The form of a user principal name as Entra ID takes it: at most 64 characters, @, a domain of at most 48 (N-021).</summary>
public static class UserPrincipalNames
{
    private const int LocalLength = 64;
    private const int DomainLength = 48;
    private const int LabelLength = 63;

    /// <summary>The part that is wrong and what is wrong with it, in English and without the value itself; null when the form is right.</summary>
    public static (NamePart Part, string Message)? Wrong(string value)
    {
        var at = value.LastIndexOf('@');
        if (at < 0)
            return (NamePart.At, "The @ between name and domain is missing.");
        if (WrongLocal(value[..at]) is { } local)
            return (NamePart.Local, local);
        return WrongDomain(value[(at + 1)..]) is { } domain ? (NamePart.Domain, domain) : null;
    }

    private static string? WrongLocal(string local)
    {
        if (local.Length is 0 or > LocalLength)
            return local.Length == 0 ? "The name before the @ is empty." : $"The name before the @ has {local.Length} characters; {LocalLength} are allowed.";
        if (local.Contains('@'))
            return "There is more than one @.";
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return "The name before the @ has a dot at its beginning, at its end, or twice in a row.";
        var wrong = local.FirstOrDefault(c => !char.IsAsciiLetterOrDigit(c) && !"'.-_!#^~".Contains(c));
        return wrong == default && !local.Contains('\0') ? null : $"The name before the @ holds {Name(wrong)}; letters a–z, digits and ' . - _ ! # ^ ~ are allowed.";
    }

    private static string? WrongDomain(string domain)
    {
        if (domain.Length is 0 or > DomainLength)
            return domain.Length == 0 ? "The domain after the @ is empty." : $"The domain after the @ has {domain.Length} characters; {DomainLength} are allowed.";
        var labels = domain.Split('.');
        if (labels.Length < 2)
            return "The domain after the @ has no dot.";
        if (labels.Any(label => label.Length is 0 or > LabelLength))
            return "The domain after the @ has an empty part between its dots.";
        if (labels.Any(label => label[0] == '-' || label[^1] == '-'))
            return "A part of the domain after the @ begins or ends with a hyphen.";
        foreach (var c in domain)
            if (!char.IsAsciiLetterOrDigit(c) && c is not '.' and not '-')
                return $"The domain after the @ holds {Name(c)}; letters a–z, digits, dots and hyphens are allowed.";
        return null;
    }

    private static string Name(char c) => c == ' ' ? "a space" : char.IsControl(c) || char.IsSurrogate(c) ? $"the character U+{(int)c:X4}" : $"the character {c}";
}
