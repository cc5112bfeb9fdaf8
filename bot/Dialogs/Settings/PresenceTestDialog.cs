using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Reads the presence of somebody whom the administrator names .</summary>
internal sealed class PresenceTestDialog(PresenceTest test, IDirectory directory) : Dialog
{
    public override string Verb => DialogVerbs.PresenceTest;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[SettingPhrase.PresenceTestTitle];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var finding = await test.RunAsync(PersonPrompt.IdOf(visit["person"]), cancellation);
        return new Ending.Done(PresenceTest.Say(visit.Words, finding))
        {
            Buttons =
            [
                CardParts.Button(visit.Words[SettingPhrase.PresenceTestButton], new ActionData(DialogVerbs.PresenceTest)),
                CardParts.Button(visit.Words[SettingPhrase.PresenceButton], new ActionData(DialogVerbs.Presence)),
            ],
        };
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return new("person", visit.Words[SettingPhrase.PresencePerson], new PersonPrompt(directory, peopleFilter: visit.Configuration.Tenant.PeopleFilter)) { Text = visit.Words[SettingPhrase.PresencePersonAsk] };
    }
}
