using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Tests.Access;

/// <summary>Stands where Exchange and Graph are asked what the app may do: everything opens, unless the test says otherwise.</summary>
internal sealed class FakeAccess : IAccessProbe, ITestMail
{
    private readonly List<(MailboxId Mailbox, TestMail Mail)> sent = [];

    /// <summary>Why a mailbox does not open, by its id.</summary>
    public Dictionary<string, Failure> Closed { get; } = [];

    /// <summary>Addresses that Exchange lets every mailbox send from, besides its own.</summary>
    public HashSet<string> Senders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When test mail comes back; null while it is under way.</summary>
    public DateTimeOffset? ArrivedAt { get; set; }

    public IReadOnlyList<(MailboxId Mailbox, TestMail Mail)> Sent => sent;

    public Outcome<TokenFacts?> SignIn { get; set; } = (TokenFacts?)null;

    /// <summary>The accounts that are told when somebody is looked for.</summary>
    public IReadOnlyList<DirectoryUser> People { get; set; } = [];

    /// <summary>Everybody's presence.</summary>
    public Outcome<PresenceFacts> Presence { get; set; } = new PresenceFacts("Available", "Available");

    public CredentialFacts Facts { get; set; } = new(CredentialKind.None, null, null, EntraCloud.Global.Authority, new Uri("http://127.0.0.1:3979/v1.0"));

    public Task<Outcome<TokenFacts?>> SignInAsync(bool fresh, CancellationToken cancellation) => Task.FromResult(SignIn);

    public Task<Outcome<IReadOnlyList<DirectoryUser>>> PeopleAsync(int most, CancellationToken cancellation) =>
        Task.FromResult<Outcome<IReadOnlyList<DirectoryUser>>>(People.Take(most).ToList());

    public Task<Outcome<PresenceFacts>> ReadPresenceAsync(string person, CancellationToken cancellation) =>
        Task.FromResult(Presence);

    /// <summary>What happens before a mailbox opens.</summary>
    public Func<MailboxId, Task> Opening { get; set; } = _ => Task.CompletedTask;

    public async Task<Outcome<Done>> OpenAsync(MailboxId mailbox, CancellationToken cancellation)
    {
        await Opening(mailbox);
        return Of(mailbox);
    }

    /// <summary>What Exchange says of every mailbox; refused unless the test says otherwise, as the app need not have the right.</summary>
    public Outcome<string> Purpose { get; set; } = new Failure(FailureCategory.Refused, "ErrorAccessDenied");

    public Task<Outcome<string>> PurposeAsync(MailboxId mailbox, CancellationToken cancellation) => Task.FromResult(Purpose);

    public Task<Outcome<Done>> TryToWriteAsync(MailboxId mailbox, CancellationToken cancellation) => Task.FromResult(Of(mailbox));

    public Task<Outcome<Done>> TryToSendAsync(MailboxId mailbox, CancellationToken cancellation) => Task.FromResult(Of(mailbox));

    public Task<Outcome<DateTimeOffset?>> RegisteredExpiryAsync(CancellationToken cancellation) => Task.FromResult<Outcome<DateTimeOffset?>>((DateTimeOffset?)null);

    public Task<Outcome<SentTestMail>> SendAsync(MailboxId mailbox, TestMail mail, CancellationToken cancellation)
    {
        if (Closed.TryGetValue(mailbox.Value, out var failure))
            return Task.FromResult<Outcome<SentTestMail>>(failure);
        if (mail.From is { } from && !Senders.Contains(from))
            return Task.FromResult<Outcome<SentTestMail>>(new Failure(FailureCategory.Refused, "ErrorSendAsDenied"));
        sent.Add((mailbox, mail));
        return Task.FromResult<Outcome<SentTestMail>>(new SentTestMail(new MessageId($"draft-{sent.Count}"), $"<test-{sent.Count}@contoso.example>"));
    }

    public Task<Outcome<DateTimeOffset?>> FindArrivalAsync(MailboxId mailbox, SentTestMail sent, CancellationToken cancellation) =>
        Task.FromResult<Outcome<DateTimeOffset?>>(ArrivedAt);

    private Outcome<Done> Of(MailboxId mailbox) => Closed.TryGetValue(mailbox.Value, out var failure) ? failure : Done.It;
}
