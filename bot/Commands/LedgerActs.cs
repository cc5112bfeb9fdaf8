using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Services;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>Shows the ledger of a day: today, yesterday, or a date; to a supervisor that of the services he supervises.</summary>
internal sealed class LedgerActs(ILedgerDesk desk, IConfigurationSource configuration, TimeProvider time)
{
    public async Task<Reaction> ActAsync(Person person, string text, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), person.Reader.Zone).DateTime);
        if (ReadDay(text.Trim().TrimEnd('.', '!', '?'), today, person.Reader.Words) is not { } day || !LocalTime.IsUsual(day))
            return new Reaction.Say(person.Reader.Words[Phrase.LedgerHow]);
        var services = await desk.BalanceAsync(Mine(person), LocalTime.Midnight(day, person.Reader.Zone), LocalTime.Midnight(day.AddDays(1), person.Reader.Zone), cancellation);
        return new Reaction.Show(LedgerCard.Draw(person.Reader, day, services));
    }

    private IEnumerable<Service> Mine(Person person)
    {
        var current = configuration.Current;
        return current.Services.Where(service => person.AsOnlooker.Supervises(current, service));
    }

    private static DateOnly? ReadDay(string text, DateOnly today, Words words) => text.ToUpperInvariant() switch
    {
        "" or "TODAY" or "HEUTE" => today,
        "YESTERDAY" or "GESTERN" => today.AddDays(-1),
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ when DateOnly.TryParse(text, words.Culture, out var day) => day,
        _ => null,
    };
}
