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
internal class PersonPrompt(IDirectory directory, Func<DirectoryUser, Words, string?>? reasonAgainst = null) : Prompt
{
    private const int LongestName = 113;

    /// <summary>The object id in a canonical value.</summary>
    public static string IdOf(string value) => value.Split('|')[0];

    /// <summary>The account in its canonical form.</summary>
    public static string Canonical(string id, string userPrincipalName) => $"{id}|{userPrincipalName}";

    public override async ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation)
    {
        var name = given.Contains('|', StringComparison.Ordinal) ? IdOf(given) : given;
        if (name.Length is 0 or > LongestName || name.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            return Given.Not(words[DialogPhrase.AccountHint]);
        if (!Guid.TryParse(name, out _) && UserPrincipalNames.Wrong(name) is { } wrong)
            return Given.Not(words[wrong.Part switch { NamePart.At => DialogPhrase.UpnAt, NamePart.Local => DialogPhrase.UpnLocal, _ => DialogPhrase.UpnDomain }]);
        var found = await directory.FindAsync(name, cancellation);
        if (found is { Succeeded: true, Value: { } user })
            return reasonAgainst?.Invoke(user, words) is { } reason ? Given.Not(reason) : await TakeAsync(user, words, cancellation);
        return Given.Not(found.Failure!.Category == FailureCategory.NotFound
            ? words.Say(DialogPhrase.NoSuchAccount, SafeText.Line(name, CardParts.AddressLength))
            : words.Say(DialogPhrase.DirectoryFails, found.Failure.Code ?? found.Failure.Category.ToString()));
    }

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsRequired = true, MaxLength = LongestName, Value = value is null ? null : Show(value, words), Placeholder = words[DialogPhrase.AccountPlaceholder],
    };

    public override string Show(string value, Words words) => value.Split('|')[^1];

    public override string Hint(Words words) => words[DialogPhrase.AccountHint];

    /// <summary>Judges an account that is there, and makes its canonical form: the object id first, the user principal name last.</summary>
    protected virtual ValueTask<Given> TakeAsync(DirectoryUser user, Words words, CancellationToken cancellation) =>
        ValueTask.FromResult(Given.Of(Canonical(user.Id, user.UserPrincipalName)));
}
