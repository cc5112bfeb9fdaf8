using System.Globalization;
using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Reports;

/// <summary>What a report is about, in days of the reader's time zone.</summary>
/// <param name="Service">What was typed of a service's name, or the id that a button carries; empty = all.</param>
internal sealed record ReportDays(DateOnly First, DateOnly Last, string Service)
{
    /// <summary>As buttons carry it.</summary>
    public string Code => string.Create(CultureInfo.InvariantCulture, $"d-{First:yyyy-MM-dd}-{Last:yyyy-MM-dd}{(Service.Length == 0 ? "" : "-" + Service)}");
}

/// <summary>Understands <c>today</c>, <c>yesterday</c>, <c>week</c>, a day or two, with a service behind it, and what buttons carry.</summary>
internal static partial class ReportText
{
    // So many bars fit a card.
    private const int MostParts = 31;

    /// <summary>Null when it cannot be understood.</summary>
    public static ReportDays? Read(string text, DateOnly today)
    {
        if (Coded().Match(text.Trim()) is { Success: true } coded)
            return Days(coded, "service");
        if (Dated().Match(text.Trim()) is { Success: true } dated)
            return Days(dated, "service");
        var (word, rest) = text.Trim().Split(' ', 2) switch
        {
            [var one, var more] => (one, more.Trim()),
            [var one] => (one, ""),
            _ => ("", ""),
        };
        if (word.Length == 0 || Words.Mean(ReportPhrase.Today, word))
            return new(today, today, rest);
        if (Words.Mean(ReportPhrase.Yesterday, word))
            return new(today.AddDays(-1), today.AddDays(-1), rest);
        return Words.Mean(ReportPhrase.Week, word) ? new(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), today, rest) : null;
    }

    /// <summary>The service that is meant; null when several or none are.</summary>
    public static Service? Find(IReadOnlyCollection<Service> services, string meant) =>
        services.FirstOrDefault(service => service.Id.Value == meant)
        ?? services.FirstOrDefault(service => string.Equals(service.Name, meant, StringComparison.OrdinalIgnoreCase))
        ?? (services.Where(service => service.Name.Contains(meant, StringComparison.OrdinalIgnoreCase)).ToList() is [var one] ? one : null);

    /// <summary>The times that are read: one day by its hours, more by their days, many by their weeks.</summary>
    public static ReportQuestion Question(ReportDays days, TimeZoneInfo zone, Core.Model.ServiceId? only)
    {
        var (from, before) = (LocalTime.Midnight(days.First, zone), LocalTime.Midnight(days.Last.AddDays(1), zone));
        List<DateTimeOffset> begins = [];
        if (days.First == days.Last)
        {
            for (var hour = from; hour < before; hour = hour.AddHours(1))
                begins.Add(hour);
        }
        else
        {
            var step = days.Last.DayNumber - days.First.DayNumber < MostParts ? 1 : 7;
            for (var day = days.First; day <= days.Last; day = day.AddDays(step))
                begins.Add(LocalTime.Midnight(day, zone));
        }

        return new(begins, before, only);
    }

    private static ReportDays? Days(Match match, string service)
    {
        var first = Day(match.Groups["first"].Value);
        var last = match.Groups["last"].Success ? Day(match.Groups["last"].Value) : first;
        return first is { } from && last is { } to && from <= to && to.DayNumber - from.DayNumber < ReportQuestion.MostDays ? new(from, to, match.Groups[service].Value.Trim()) : null;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && LocalTime.IsUsual(day) ? day : null;

    [GeneratedRegex(@"^d-(?<first>\d{4}-\d\d-\d\d)-(?<last>\d{4}-\d\d-\d\d)(?:-(?<service>.{1,100}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Coded();

    [GeneratedRegex(@"^(?<first>\d{4}-\d\d-\d\d)(?:\s+(?<last>\d{4}-\d\d-\d\d))?(?:\s+(?<service>.{1,100}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
