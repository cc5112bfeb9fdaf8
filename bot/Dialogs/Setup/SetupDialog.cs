using System.Globalization;
using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Bot.Endpoints;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>
/// The guided way from an empty tenant to the first mail (N-007). It asks only for what must be done outside of the bot, and sends to other dialogs for the rest; what
/// is done already is passed by, so it can be left and called again at any time (P-004).
/// </summary>
internal sealed class SetupDialog(SetupSurvey survey, ConsentLinks consents, ServiceReport report, IConfigurationSource configuration, BotOptions bot) : Dialog
{
    private const string ScopeKey = "scope";

    /// <summary>Mailboxes on a card, those that do not open first.</summary>
    private const int MostShown = 8;

    public override string Verb => DialogVerbs.Setup;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[SetupPhrase.Title];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var picture = await survey.LookAsync(visit.Configuration, cancellation);
        if (!picture.SignsIn)
            yield return SignIn(visit.Words, picture);
        else if (!picture.IsConsented)
            yield return await ConsentAsync(visit, picture, cancellation);
        else if (SetupPicture.NextIn(visit.Configuration) is not null && !picture.IsLimited)
            yield return Scope(visit.Words, picture);
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var now = configuration.Current;
        if (!SetupPicture.HasMailbox(now))
            return new Ending.Go(DialogVerbs.AddMailbox, Mailboxes.MailboxQuestions.Inbound);
        if (SetupPicture.NextIn(now) is not null)
            return new Ending.Go(DialogVerbs.SetupService, visit.IsAnswered(ScopeKey) ? SetupServiceDialog.Test : SetupServiceDialog.Live);
        var (words, picture) = (visit.Words, await survey.LookAsync(now, cancellation));
        var service = picture.Live ?? (now.Services.Count > 0 ? now.Services[0] : null);
        List<Note> notes = picture is { Live: not null, IsLimited: true }
            ? [new Note(CalloutKind.Note, words[SetupPhrase.Finished])]
            : [new Note(CalloutKind.Prerequisite, words[picture.Live is null ? SetupPhrase.NotLive : SetupPhrase.LiveForTest]), .. Found(words, picture).Select(line => new Note(CalloutKind.Caution, line))];
        if (service is not null)
            notes.AddRange(await report.StateAsync(visit.Person, now, service, cancellation));
        return new Ending.Done(notes)
        {
            Progress = Progress(words, picture),
            Buttons =
            [
                .. service?.Mailbox is { } box ? [CardParts.Button(words[SetupPhrase.TestMail], new ActionData(DialogVerbs.TestMailbox, X: box.Value), ActionStyle.Positive)] : Array.Empty<CardAction>(),
                CardParts.Button(words[SetupPhrase.CheckAgain], new ActionData(Verb)),
                CardParts.Button(words[SetupPhrase.PermissionsTitle], new ActionData(DialogVerbs.Permissions)),
                CardParts.Button(words[SetupPhrase.ScriptsTitle], new ActionData(DialogVerbs.Script)),
                CardParts.Button(words[ServicePhrase.AllButton], new ActionData(DialogVerbs.Services)),
            ],
        };
    }

    /// <summary>Each station with what is to be said of it: done, now or later.</summary>
    private static List<string> Progress(Words words, SetupPicture picture)
    {
        var lines = new List<string>();
        var isMet = false;
        foreach (var step in Enum.GetValues<SetupStep>())
        {
            var isDone = picture.IsDone(step);
            var state = isDone ? SetupPhrase.StateDone : isMet ? SetupPhrase.StateLater : SetupPhrase.StateNow;
            isMet |= !isDone;
            lines.Add($"{(lines.Count + 1).ToString(CultureInfo.InvariantCulture)}. {words[NameOf(step)]} – {words[state]}");
        }

        return lines;
    }

    private static SetupPhrase NameOf(SetupStep step) => step switch
    {
        SetupStep.SignIn => SetupPhrase.StepSignIn,
        SetupStep.Consent => SetupPhrase.StepConsent,
        SetupStep.Mailbox => SetupPhrase.StepMailbox,
        SetupStep.Scope => SetupPhrase.StepScope,
        SetupStep.Service => SetupPhrase.StepService,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    // E-024 to E-058, P-005 to P-010, X-020.
    private Question SignIn(Words words, SetupPicture picture)
    {
        var (facts, guide) = (picture.Credential.Facts, new RegistrationGuide(picture.Credential.Facts.Cloud, words[SetupPhrase.AppName]));
        var trouble = $"{AccessWords.Of(words, picture.Credential.Trouble)} ({SafeText.Code(picture.Credential.Code ?? "–")})";
        var request = new HostRequest(facts.Kind, facts.TenantId ?? "", facts.ClientId ?? "", facts.Cloud, bot.PublicUrl);
        return new Question("signIn", words[SetupPhrase.StepSignIn], Gate(trouble))
        {
            Text = words[SetupPhrase.SignInAsk], Help = words.Say(SetupPhrase.SignInHelp, guide.SuggestedName, RegistrationGuide.RegistrationRole, Callback, words.First(SetupPhrase.ScriptCommand)), IsListed = false,
            Progress = Progress(words, picture),
            Notes =
            [
                new Note(CalloutKind.Prerequisite, $"{trouble} {AccessWords.Owner(words, picture.Credential, SignInContext(facts))}"),
                new Note(CalloutKind.Hint, words.Say(SetupPhrase.SignInScript, words.First(SetupPhrase.ScriptCommand))),
                new Note(CalloutKind.Caution, words[SetupPhrase.NoSecrets]),
            ],
            Copy = HostSettings.AzureScript(request, "app", "resource-group").Text,
            Links =
            [
                facts.ClientId is { } app
                    ? new Link(words[SetupPhrase.OpenCredentials], guide.Credentials(app))
                    : new Link(words[SetupPhrase.OpenRegistration], guide.NewRegistration),
                new Link(words[SetupPhrase.Explained], RegistrationGuide.RegistrationExplained),
            ],
        };
    }

    private async Task<Question> ConsentAsync(Visit visit, SetupPicture picture, CancellationToken cancellation)
    {
        var (words, credential) = (visit.Words, picture.Credential);
        var (link, former) = await consents.ForAsync(visit.Person.Chat, cancellation);
        var guide = new RegistrationGuide(credential.Facts.Cloud, words[SetupPhrase.AppName]);
        var app = credential.AppId;
        return new Question("consent", words[SetupPhrase.StepConsent], Gate(words[SetupPhrase.ConsentMissing]))
        {
            Text = words[link.Succeeded ? SetupPhrase.ConsentAsk : SetupPhrase.ConsentByScript],
            Help = words.Say(SetupPhrase.ConsentHelp, words.First(SetupPhrase.ScriptCommand), Callback), IsListed = false,
            Progress = Progress(words, picture),
            Notes =
            [
                .. former is { Outcome: ConsentOutcome.Declined } ? [new Note(CalloutKind.Caution, words[SetupPhrase.ConsentWasDeclined])] : Array.Empty<Note>(),
                .. former is { Outcome: ConsentOutcome.WrongTenant } ? [new Note(CalloutKind.Caution, words[SetupPhrase.ConsentWasElsewhere])] : Array.Empty<Note>(),
                .. credential.Works ? Array.Empty<Note>() : [new Note(CalloutKind.Prerequisite, $"{AccessWords.Of(words, credential.Trouble)} ({SafeText.Code(credential.Code ?? "–")})")],
                new Note(CalloutKind.Prerequisite, words.Say(SetupPhrase.ConsentRole, RegistrationGuide.ConsentRole)),
                new Note(CalloutKind.Caution, words[SetupPhrase.ConsentMail]),
                new Note(CalloutKind.Hint, words[SetupPhrase.ConsentPrivate]),
            ],
            Findings = [.. PermissionNeed.All.Where(need => need.Role is not null).Select(need => AccessWords.Why(words, need))],
            Copy = link.Succeeded ? null : new EntraScripts(credential.Facts.Cloud).Grant(credential.TenantId ?? "", app ?? "", SetupScripts.InEntra).Text,
            Links =
            [
                .. link.Succeeded ? [new Link(words[SetupPhrase.OpenConsent], link.Value.Address)] : Array.Empty<Link>(),
                .. app is not null ? [new Link(words[SetupPhrase.OpenPermissions], guide.Permissions(app))] : Array.Empty<Link>(),
                new Link(words[SetupPhrase.Explained], RegistrationGuide.ConsentExplained),
            ],
        };
    }

    // N-026 to N-044.
    private static Question Scope(Words words, SetupPicture picture) => Scope(words, picture, SetupScripts.Limit(picture));

    private static Question Scope(Words words, SetupPicture picture, string script) => new(ScopeKey, words[SetupPhrase.StepScope], Gate(string.Join(' ', Found(words, picture)), canSkip: true))
    {
        Text = words[SetupPhrase.ScopeAsk], Help = words.Say(SetupPhrase.ScopeHelp, words.First(SetupPhrase.ScriptCommand)), IsListed = false,
        Progress = Progress(words, picture),
        Notes =
        [
            new Note(CalloutKind.Prerequisite, words.Say(SetupPhrase.ScopeRole, RegistrationGuide.ExchangeRole)),
            new Note(CalloutKind.Hint, words[SetupPhrase.ScopeWait]),
            new Note(CalloutKind.Caution, words[SetupPhrase.ScopeTest]),
            .. script.Length > DialogCard.CopyLength ? [new Note(CalloutKind.Caution, words[SetupPhrase.ScriptTooLong])] : Array.Empty<Note>(),
        ],
        Findings = [.. Found(words, picture)],
        Copy = script.Length > DialogCard.CopyLength ? null : script,
        Links = [new Link(words[SetupPhrase.Explained], RegistrationGuide.ScopeExplained), new Link(words[SetupPhrase.PolicyExplained], RegistrationGuide.PolicyExplained)],
    };

    // What the tries found: each mailbox, and one outside.
    private static IEnumerable<string> Found(Words words, SetupPicture picture) =>
    [
        .. picture.Mailboxes.OrderBy(mailbox => mailbox.Opens).Take(MostShown).Select(mailbox => AccessWords.Of(words, mailbox)),
        .. picture.Mailboxes.Count > MostShown ? [words.Say(SetupPhrase.MoreMailboxes, picture.Mailboxes.Count - MostShown)] : Array.Empty<string>(),
        .. picture.Scope is { } scope ? [AccessWords.Of(words, scope)] : Array.Empty<string>(),
    ];

    // Where the consent page leads back to.
    private Uri Callback => new(bot.PublicUrl, ConsentEndpoint.Path);

    private static ErrorContext SignInContext(CredentialFacts facts) => new(ErrorTopic.Mailbox, facts);

    // Every look tries anew, so what the look before the answer found is what the answer asks for.
    private static GatePrompt Gate(string reason, bool canSkip = false) => new(_ => Task.FromResult<string?>(reason)) { CanSkip = canSkip };
}
