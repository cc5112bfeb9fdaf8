using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace TeamsEmailBot.Bot.Resources;

/// <summary>All text people read, in one language; the language is taken from the person's Teams locale, English where we do not speak it.</summary>
internal sealed class Words
{
    // Phrases.resx for Phrase, DialogPhrases.resx for DialogPhrase, and so on: areas that change apart keep their texts apart.
    private static readonly ConcurrentDictionary<Type, ResourceManager> Texts = new();

    public static readonly Words English = new("en");
    public static readonly Words German = new("de");

    /// <summary>Every language we speak, the fallback first.</summary>
    public static readonly IReadOnlyList<Words> All = [English, German];

    private Words(string language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
    }

    /// <summary>Two-letter code, for example <c>de</c>.</summary>
    public string Language { get; }

    public CultureInfo Culture { get; }

    /// <summary>The words for a locale such as <c>de-AT</c>; English when there is none or an unknown one.</summary>
    /// <param name="otherwise">The language to take instead, for example the tenant's.</param>
    public static Words For(string? locale, string? otherwise = null) => Find(locale) ?? Find(otherwise) ?? English;

    private static Words? Find(string? locale) => All.FirstOrDefault(words => locale is not null
        && (locale.Equals(words.Language, StringComparison.OrdinalIgnoreCase) || locale.StartsWith(words.Language + "-", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A phrase without gaps: a <see cref="Phrase"/> or a member of one of its sister enumerations.</summary>
    public string this[Enum phrase] =>
        Texts.GetOrAdd(phrase.GetType(), type => new ResourceManager($"{type.FullName}s", type.Assembly)).GetString(phrase.ToString(), Culture)
        ?? throw new InvalidOperationException($"The phrase {phrase} is missing in '{Language}'.");

    /// <summary>A phrase with its gaps filled.</summary>
    public string Say(Enum phrase, params ReadOnlySpan<object?> values) => string.Format(Culture, this[phrase], values);

    /// <summary>True when a text is one of the words that a phrase lists, separated by <c>|</c>, in any of our languages: people mix them.</summary>
    public static bool Mean(Enum list, string text) =>
        All.Any(words => words[list].Split('|').Contains(text.Trim().TrimEnd('.', '!'), StringComparer.OrdinalIgnoreCase));

    /// <summary>The first of the words that a phrase lists.</summary>
    public string First(Enum list) => this[list].Split('|')[0];

    /// <summary>How long ago, in the largest unit that fits.</summary>
    public string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => this[Phrase.AgeNow],
        { TotalHours: < 1 } => Say(Phrase.AgeMinutes, (int)age.TotalMinutes),
        { TotalDays: < 1 } => Say(Phrase.AgeHours, (int)age.TotalHours),
        { TotalDays: < 2 } => this[Phrase.AgeDay],
        _ => Say(Phrase.AgeDays, (int)age.TotalDays),
    };

    /// <summary>Size of a file as people know it; thousands, as Windows and Outlook count.</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1024 => Say(Phrase.SizeBytes, Math.Max(0, bytes)),
        < 1024 * 1024 => Say(Phrase.SizeKilobytes, Math.Ceiling(bytes / 1024d)),
        _ => Say(Phrase.SizeMegabytes, Math.Round(bytes / 1024d / 1024d, 1)),
    };
}
