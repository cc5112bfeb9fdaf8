using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Sets whom people who forward a task shall find; what the filter finds is said before it is saved.</summary>
internal sealed class PeopleDialog(AdminActs acts, IDirectory directory) : SettingDialog(acts)
{
    public override string Verb => DialogVerbs.SettingsPeople;

    public override string Title(Words words) => words[SettingPhrase.PeopleTitle];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation) =>
        [await FoundAsync(visit.Words, visit["peopleFilter"], cancellation), new Note(CalloutKind.Note, visit.Words[SettingPhrase.PeopleEffect])];

    protected override IEnumerable<Question> Ask(Visit visit, TenantSettings tenant)
    {
        var words = visit.Words;
        yield return new("peopleFilter", words[SettingPhrase.Filter], new PeopleFilterPrompt(directory))
        {
            Text = words[SettingPhrase.FilterAsk], Help = words[SettingPhrase.FilterHelp], Initial = tenant.PeopleFilter,
        };
        yield return new("teamVisibility", words[SettingPhrase.Visibility], new ChoicePrompt(
            [.. Enum.GetValues<TeamVisibility>().Select(level => new Option(level.ToString(), SettingWords.Of(words, level)))]))
        {
            Text = words[SettingPhrase.VisibilityAsk], Initial = tenant.TeamVisibility.ToString(),
        };
    }

    protected override TenantSettings After(Visit visit, TenantSettings tenant) =>
        tenant with { PeopleFilter = visit["peopleFilter"], TeamVisibility = Enum.Parse<TeamVisibility>(visit["teamVisibility"]) };

    private async Task<Note> FoundAsync(Words words, string filter, CancellationToken cancellation)
    {
        if (filter.Length == 0)
            return new Note(CalloutKind.Hint, words[SettingPhrase.FilterAll]);
        var found = await directory.CountAsync(filter, cancellation);
        return !found.Succeeded ? new Note(CalloutKind.Caution, PeopleFilterPrompt.Reason(words, found.Failure))
            : found.Value == 0 ? new Note(CalloutKind.Caution, words[SettingPhrase.FilterNobody])
            : new Note(CalloutKind.Note, words.Say(SettingPhrase.FilterFinds, found.Value));
    }
}
