using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>
/// An account of the directory, a person's or a mailbox's, by user principal name, address or object id. Canonical is <c>object id|user principal name</c>: the id says
/// who it is, the name is what people recognise (F-63, N-014).
/// </summary>
/// <param name="peopleFilter">Narrows the search by name; who is named in full is found all the same. Null: there is no search by name.</param>
internal class PersonPrompt(IDirectory directory, Func<DirectoryUser, Words, string?>? reasonAgainst = null, string? peopleFilter = null) : Prompt
{
    private const int LongestName = 113;
    private const int MostNamed = 6;

    /// <summary>The object id in a canonical value.</summary>
    public static string IdOf(string value) => value.Split('|')[0];

    /// <summary>The account in its canonical form.</summary>
    public static string Canonical(string id, string userPrincipalName) => $"{id}|{userPrincipalName}";

    public override async ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        var name = given.Contains('|', StringComparison.Ordinal) ? IdOf(given) : given;
        if (peopleFilter is not null && name.Length is > 0 and <= LongestName && !name.Contains('@', StringComparison.Ordinal) && !Guid.TryParse(name, out _) && !name.Any(char.IsControl))
            return await SearchAsync(name, peopleFilter, words, cancellation);
        if (name.Length is 0 or > LongestName || name.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            return Given.Not(Hint(words));
        if (!Guid.TryParse(name, out _) && UserPrincipalNames.Wrong(name) is { } wrong)
            return Given.Not(words[wrong.Part switch { NamePart.At => DialogPhrase.UpnAt, NamePart.Local => DialogPhrase.UpnLocal, _ => DialogPhrase.UpnDomain }]);
        var found = await directory.FindAsync(name, cancellation);
        if (found is { Succeeded: true, Value: { } user })
            return await JudgeAsync(user, words, cancellation);
        return Given.Not(found.Failure!.Category == FailureCategory.NotFound
            ? words.Say(DialogPhrase.NoSuchAccount, SafeText.Line(name, CardParts.AddressLength))
            : words.Say(DialogPhrase.DirectoryFails, found.Failure.Code ?? found.Failure.Category.ToString()));
    }

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsRequired = true, MaxLength = LongestName, Value = value is null ? null : Show(value, words), Placeholder = words[DialogPhrase.AccountPlaceholder],
    };

    public override string Show(string value, Words words) => value.Split('|')[^1];

    public override string Hint(Words words) => words[peopleFilter is null ? DialogPhrase.AccountHint : DialogPhrase.PersonHint];

    /// <summary>Judges an account that is there, and makes its canonical form: the object id first, the user principal name last.</summary>
    protected virtual ValueTask<Given> TakeAsync(DirectoryUser user, Words words, CancellationToken cancellation) =>
        ValueTask.FromResult(Given.Of(Canonical(user.Id, user.UserPrincipalName)));

    private async ValueTask<Given> SearchAsync(string name, string filter, Words words, CancellationToken cancellation)
    {
        var found = await directory.SearchAsync(name, filter, MostNamed + 1, cancellation);
        var shown = SafeText.Line(name, CardParts.NameLength);
        if (!found.Succeeded)
            return Given.Not(filter.Length > 0 ? Settings.PeopleFilterPrompt.Reason(words, found.Failure) : words.Say(DialogPhrase.DirectoryFails, found.Failure.Code));
        return found.Value switch
        {
            [] => Given.Not(words.Say(filter.Length > 0 ? DialogPhrase.NobodyNamedFiltered : DialogPhrase.NobodyNamed, shown)),
            [var one] => await JudgeAsync(one, words, cancellation),
            var several => Given.Not(words.Say(
                several.Count > MostNamed ? DialogPhrase.ManyNamed : DialogPhrase.SeveralNamed,
                shown,
                string.Join("; ", several.Take(MostNamed).Select(person => SafeText.Line($"{person.DisplayName} <{person.UserPrincipalName}>", CardParts.AddressLength))))),
        };
    }

    private async ValueTask<Given> JudgeAsync(DirectoryUser user, Words words, CancellationToken cancellation) =>
        reasonAgainst?.Invoke(user, words) is { } reason ? Given.Not(reason) : await TakeAsync(user, words, cancellation);
}
