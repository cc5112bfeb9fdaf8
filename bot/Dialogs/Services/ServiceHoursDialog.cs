using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Sets when a service is open.</summary>
internal sealed class ServiceHoursDialog(ServiceReport report) : ServiceDialog(report)
{
    public override string Verb => DialogVerbs.ServiceHours;

    public override string Title(Words words) => words[ServicePhrase.HoursTitle];

    public override IEnumerable<Note> Consequences(Visit visit) => [new Note(CalloutKind.Hint, visit.Words[ServicePhrase.HoursEffect])];

    protected override IEnumerable<Question> Ask(Visit visit, Service service)
    {
        var (words, now) = (visit.Words, service.OpeningHours);
        yield return new("openingHours.hours", words[ServicePhrase.Hours], new HoursPrompt()) { Text = words[ServicePhrase.HoursAsk], Initial = HoursPrompt.Write(now.Hours), IsAsked = true };
        yield return new("openingHours.timeZone", words[ServicePhrase.TimeZone], new TimeZonePrompt()) { Text = words[ServicePhrase.TimeZoneAsk], Initial = now.TimeZone };
        yield return new("openingHours.holidays", words[ServicePhrase.Holidays], new HolidaysPrompt(now.Holidays))
        {
            Text = words[ServicePhrase.HolidaysAsk], Initial = ListPrompt.Join(now.Holidays.Select(HolidaysPrompt.Write)),
        };
    }

    protected override Service After(Visit visit, Service service) => service with
    {
        OpeningHours = new Calendar
        {
            TimeZone = visit["openingHours.timeZone"], Hours = HoursPrompt.Of(visit["openingHours.hours"]), Holidays = HolidaysPrompt.Of(visit["openingHours.holidays"]),
        },
    };
}
