using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>Says what an error means that somebody copied from a script's output or a sign-in page, who must act and how (N-044, F-60).</summary>
internal sealed class ExplainBoard(IAccessProbe probe) : Board
{
    public override string Verb => DialogVerbs.Explain;

    public override Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        List<CardElement> body = [CardParts.Heading(words[SetupPhrase.ExplainTitle])];
        if (Adviser.OfText(about, new ErrorContext(ErrorTopic.Mailbox, probe.Facts)) is not { } advice)
        {
            body.Add(CardParts.Line(words.Say(SetupPhrase.ExplainUnknown, words.First(SetupPhrase.ExplainCommand))));
            return Task.FromResult(new AdaptiveCard { FallbackText = words[SetupPhrase.ExplainTitle], Body = body });
        }

        body.Add(CardParts.Field(words[SetupPhrase.ExplainCode], SafeText.Code(advice.Code)));
        body.Add(CardParts.Line(Cause(words, advice)));
        body.Add(CardParts.Line($"{AccessWords.Of(words, advice.Remedy)} {AccessWords.Owner(words, advice.Owner)}"));
        if (advice.Command is { } command)
            body.Add(DialogCard.Script(command));
        body.Add(new ActionSet(
        [
            CardParts.Button(words[SetupPhrase.CheckAgain], new ActionData(DialogVerbs.Permissions), ActionStyle.Positive),
            .. advice.Link is { } link ? [new OpenUrlAction(words[SetupPhrase.OpenPage], link.AbsoluteUri)] : Array.Empty<CardAction>(),
        ]));
        return Task.FromResult(new AdaptiveCard { FallbackText = words[SetupPhrase.ExplainTitle], Body = body });
    }

    private static string Cause(Words words, ErrorAdvice advice) => advice switch
    {
        { Trouble: { } trouble and not CredentialTrouble.None } => AccessWords.Of(words, trouble),
        { Condition: { } condition } => MailboxWords.Cause(words, condition),
        _ => AccessWords.Of(words, advice.Cause),
    };
}
