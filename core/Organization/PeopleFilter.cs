namespace TeamsEmailBot.Core.Organization;

/// <summary>What is wrong with a people filter.</summary>
public enum PeopleFilterMistake
{
    /// <summary>A whole address was pasted; only what follows <c>$filter=</c> is wanted.</summary>
    WholeUrl,

    /// <summary>It begins with <c>$filter=</c>, which is added by the bot.</summary>
    ParameterName,

    /// <summary>Longer than <see cref="PeopleFilter.MaxLength"/>, with line breaks, or with space at its ends.</summary>
    Form,
}

/// <summary>The filter of the people search: the value of Graph's <c>$filter</c> on users, nothing around it .</summary>
public static class PeopleFilter
{
    public const int MaxLength = 1000;
    private const string Parameter = "$filter=";

    /// <summary>The filter without <c>$filter=</c> and spaces around it, as a person may have typed it.</summary>
    public static string Strip(string typed)
    {
        var text = typed.Trim();
        return text.StartsWith(Parameter, StringComparison.OrdinalIgnoreCase) ? text[Parameter.Length..].TrimStart() : text;
    }

    /// <summary>What is wrong with the form; whether Graph understands the filter only Graph can say. Empty is right: no filter.</summary>
    public static PeopleFilterMistake? MistakeOf(string filter)
    {
        if (filter.StartsWith("http", StringComparison.OrdinalIgnoreCase) || filter.StartsWith('?') || filter.StartsWith('/'))
            return PeopleFilterMistake.WholeUrl;
        if (filter.StartsWith(Parameter, StringComparison.OrdinalIgnoreCase))
            return PeopleFilterMistake.ParameterName;
        return filter.Length > MaxLength || filter.Any(char.IsControl) || filter != filter.Trim() ? PeopleFilterMistake.Form : null;
    }
}
