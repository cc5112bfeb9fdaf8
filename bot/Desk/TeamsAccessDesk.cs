using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Bot.Desk;

/// <summary>Tells administrators about the bot's access in their personal chats.</summary>
internal sealed class TeamsAccessDesk(PersonalChats chats, Readers readers, Administrators administrators, TimeProvider time) : IAccessDesk
{
    public ValueTask<IReadOnlyList<AgentId>> AdministratorsAsync(CancellationToken cancellation) => administrators.AllAsync(cancellation);

    public Task<Failure?> TellAsync(AgentId administrator, ConsentNews news, CancellationToken cancellation) =>
        SendAsync(administrator, words => (news.State.Outcome == ConsentOutcome.Granted && news.Report?.Credential.Works == true ? CalloutKind.Note : CalloutKind.Caution, Of(words, news)), DialogVerbs.Setup, cancellation);

    public Task<Failure?> TellAsync(AgentId administrator, ExpiryNews news, CancellationToken cancellation) =>
        SendAsync(administrator, words => (CalloutKind.Caution, Of(words, news)), DialogVerbs.Permissions, cancellation);

    private static string Of(Words words, ConsentNews news) => news.State.Outcome switch
    {
        ConsentOutcome.Granted => $"{words.Say(AccessPhrase.ConsentGranted, news.State.Tenant)} {Checked(words, news.Report!)}",
        ConsentOutcome.WrongTenant => words.Say(AccessPhrase.ConsentWrongTenant, news.State.Tenant ?? "–"),
        _ => words.Say(AccessPhrase.ConsentDeclined, SafeText.Code(news.State.Code ?? "–")),
    };

    private static string Checked(Words words, AccessReport report) => report.Credential.Works
        ? words.Say(AccessPhrase.ConsentChecked, Names(words, report, PermissionState.Granted), Names(words, report, PermissionState.Missing))
        : words.Say(AccessPhrase.ConsentNoSignIn, SafeText.Code(report.Credential.Code ?? "–"));

    // Under the names that stand in the portals, which are the same in every language.
    private static string Names(Words words, AccessReport report, PermissionState state) =>
        string.Join(", ", report.Permissions.Where(finding => finding.State == state).Select(finding => finding.Need.Role).OfType<string>()) is { Length: > 0 } names
            ? names
            : words[AccessPhrase.ConsentNone];

    private static string Of(Words words, ExpiryNews news)
    {
        var (phrase, key) = news.Kind == CredentialKind.Certificate ? (AccessPhrase.ExpiryCertificate, "CertificatePath") : (AccessPhrase.ExpirySecret, "ClientSecret");
        return words.Say(phrase, $"{news.Use}:{key}", news.ExpiresAt.UtcDateTime.ToString(words[Phrase.DayPattern], words.Culture), news.Days.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<Failure?> SendAsync(AgentId administrator, Func<Words, (CalloutKind Kind, string Text)> say, string next, CancellationToken cancellation)
    {
        var sent = await chats.SendAsync(administrator, person => Compose(person, say, next), cancellation);
        return Deliveries.Result(sent.Delivery) == DeskResult.Later
            ? new Failure(FailureCategory.Throttled, sent.Delivery.Code ?? "teams_later", Deliveries.NotBefore(sent.Delivery) ?? time.GetUtcNow())
            : null;
    }

    // What comes next is one click away.
    private Activity Compose(ConversationReference person, Func<Words, (CalloutKind Kind, string Text)> say, string next)
    {
        var reader = readers.For(person);
        var (kind, text) = say(reader.Words);
        var title = reader.Words[next == DialogVerbs.Setup ? SetupPhrase.GoOn : SetupPhrase.PermissionsTitle];
        var card = NoticeCard.Draw(reader, kind, text, CardParts.Button(title, new ActionData(next), ActionStyle.Positive));
        return OutboundActivity.Card(person, JsonObject.Create(card.ToJson())!, card.FallbackText, alert: true);
    }
}
