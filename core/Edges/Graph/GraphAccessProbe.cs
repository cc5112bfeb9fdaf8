using System.Text.Json;
using Azure.Core;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>The real calls behind the permission check.</summary>
internal sealed class GraphAccessProbe(GraphHttp http, GraphPipeline pipeline, IOptions<GraphOptions> options) : IAccessProbe
{
    /// <summary>No message has this id. Exchange checks the right to act before it looks for what to act upon, so the answer tells whether we have the right.</summary>
    private const string NoSuchMessage = "AAAAAAAAAAA=";

    private readonly GraphOptions settings = options.Value;

    public CredentialFacts Facts => new(
        Kind(settings.Credential), settings.TenantId, settings.ClientId, settings.AuthorityHost ?? EntraCloud.Global.Authority, settings.BaseUrl)
    {
        ExpiresAt = settings.Credential == GraphCredential.Certificate ? CertificateFile.ExpiryOf(settings.CertificatePath) : settings.SecretExpires,
    };

    public async Task<Outcome<TokenFacts?>> SignInAsync(bool fresh, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.SignInAsync(fresh, cancellation) is { } token ? TokenClaims.Read(token) : (TokenFacts?)null;
        }
        catch (GraphTokenException refused)
        {
            return refused.Failure;
        }
    }

    public Task<Outcome<IReadOnlyList<DirectoryUser>>> PeopleAsync(int most, CancellationToken cancellation) => http.SendAsync<IReadOnlyList<DirectoryUser>>(
        Directory(RequestMethod.Get, "ProbePeople", "users" + GraphUrl.Query(
            ("$select", GraphDirectory.Fields), ("$filter", "userType eq 'Member' and accountEnabled eq true"), ("$top", $"{most}"))),
        answer => answer.HasItems("value") ? answer.Items("value").Select(GraphDirectory.Read).OfType<DirectoryUser>().ToList() : GraphErrors.Unreadable,
        cancellation);

    public Task<Outcome<PresenceFacts>> ReadPresenceAsync(string person, CancellationToken cancellation) => http.SendAsync<PresenceFacts>(
        Directory(RequestMethod.Post, "ProbePresence", "communications/getPresencesByUserId") with { Body = GraphBody.Of(new IdsWire([person])) },
        // Who has no Teams may be missing from the answer; that the question was answered is what counts.
        answer => answer.Items("value").FirstOrDefault() is { ValueKind: JsonValueKind.Object } one
            ? new PresenceFacts(one.Text("availability") ?? "", one.Text("activity") ?? "")
            : new PresenceFacts("PresenceUnknown", "PresenceUnknown"),
        cancellation);

    public Task<Outcome<Done>> OpenAsync(MailboxId mailbox, CancellationToken cancellation) =>
        http.SendForNothingAsync(Mail(RequestMethod.Get, "ProbeInbox", mailbox, "mailFolders/inbox" + GraphUrl.Query(("$select", "id"))), cancellation);

    public Task<Outcome<string>> PurposeAsync(MailboxId mailbox, CancellationToken cancellation) => http.SendAsync<string>(
        Mail(RequestMethod.Get, "ProbePurpose", mailbox, "mailboxSettings/userPurpose"),
        answer => answer.Text("value") is { Length: > 0 } purpose ? purpose : GraphErrors.Unreadable,
        cancellation);

    public async Task<Outcome<Done>> TryToWriteAsync(MailboxId mailbox, CancellationToken cancellation) => LetIn(await http.SendForNothingAsync(
        Mail(RequestMethod.Post, "ProbeWriting", mailbox, $"messages/{GraphUrl.Segment(NoSuchMessage)}/move") with { Body = GraphBody.Of(new MoveWire("inbox")) }, cancellation));

    public async Task<Outcome<Done>> TryToSendAsync(MailboxId mailbox, CancellationToken cancellation) => LetIn(await http.SendForNothingAsync(
        Mail(RequestMethod.Post, "ProbeSending", mailbox, $"messages/{GraphUrl.Segment(NoSuchMessage)}/send"), cancellation));

    public async Task<Outcome<DateTimeOffset?>> RegisteredExpiryAsync(CancellationToken cancellation)
    {
        if (settings.ClientId is not { } client)
            return (DateTimeOffset?)null;
        return await http.SendAsync<DateTimeOffset?>(
            Directory(RequestMethod.Get, "ProbeRegistration", $"applications(appId='{GraphUrl.Segment(client)}')" + GraphUrl.Query(("$select", "passwordCredentials"))),
            answer => answer.Items("passwordCredentials").Select(one => one.Time("endDateTime")).Max(),
            cancellation);
    }

    private static GraphCall Directory(RequestMethod method, string operation, string url) =>
        new(method, operation, GraphTarget.Directory, "directory", url) { MayBeRefused = true };

    private static GraphCall Mail(RequestMethod method, string operation, MailboxId mailbox, string path) =>
        GraphCall.Mail(method, operation, mailbox, path) with { MayBeRefused = true };

    // "There is no such mail" and "that is no id of a mail" are said to those only who were let in.
    private static Outcome<Done> LetIn(Outcome<Done> tried) =>
        tried.Failure is { Category: FailureCategory.NotFound or FailureCategory.Invalid } ? Done.It : tried;

    private static CredentialKind Kind(GraphCredential credential) => credential switch
    {
        GraphCredential.ClientSecret => CredentialKind.ClientSecret,
        GraphCredential.Certificate => CredentialKind.Certificate,
        GraphCredential.ManagedIdentity => CredentialKind.ManagedIdentity,
        GraphCredential.WorkloadIdentity => CredentialKind.WorkloadIdentity,
        _ => CredentialKind.None,
    };
}
