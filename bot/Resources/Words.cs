using System.Globalization;
using System.Resources;

namespace TeamsEmailBot.Bot.Resources;

/// <summary>All text people read, in one language; the language is taken from the person's Teams locale, English where we do not speak it.</summary>
internal sealed class Words
{
    private static readonly ResourceManager Texts = new("TeamsEmailBot.Bot.Resources.Phrases", typeof(Words).Assembly);

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

    /// <summary>A phrase without gaps.</summary>
    public string this[Phrase phrase] => Texts.GetString(phrase.ToString(), Culture)
        ?? throw new InvalidOperationException($"The phrase {phrase} is missing in '{Language}'.");

    /// <summary>A phrase with its gaps filled.</summary>
    public string Say(Phrase phrase, params ReadOnlySpan<object?> values) => string.Format(Culture, this[phrase], values);

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
