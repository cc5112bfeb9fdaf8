using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Tests.Access;

/// <summary>A probe that knows the settings, and of the app registration what a test says; there is nobody to call.</summary>
internal sealed class FactsOnly(Func<CredentialFacts> facts) : IAccessProbe
{
    /// <summary>When the registered secret ends; a refusal without one.</summary>
    public Outcome<DateTimeOffset?> Registered { get; set; } = new Failure(FailureCategory.Refused, "Authorization_RequestDenied");

    public IReadOnlyList<string> Roles { get; set; } = [];

    public CredentialFacts Facts => facts();

    public Task<Outcome<DateTimeOffset?>> RegisteredExpiryAsync(CancellationToken cancellation) => Task.FromResult(Registered);

    public Task<Outcome<TokenFacts?>> SignInAsync(bool fresh, CancellationToken cancellation) =>
        Task.FromResult<Outcome<TokenFacts?>>(new TokenFacts(null, null, null, Roles));

    public Task<Outcome<IReadOnlyList<DirectoryUser>>> PeopleAsync(int most, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Outcome<PresenceFacts>> ReadPresenceAsync(string person, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Outcome<Done>> OpenAsync(MailboxId mailbox, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Outcome<string>> PurposeAsync(MailboxId mailbox, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Outcome<Done>> TryToWriteAsync(MailboxId mailbox, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Outcome<Done>> TryToSendAsync(MailboxId mailbox, CancellationToken cancellation) => throw new NotSupportedException();
}
