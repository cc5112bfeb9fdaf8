using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Mailboxes;

public sealed class MailboxDiagnosisTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(FailureCategory.Refused, "Authorization_RequestDenied", MailboxCondition.ConsentMissing, MailboxOwner.EntraAdministrator)]
    [InlineData(FailureCategory.Refused, "Authorization_IdentityNotFound", MailboxCondition.ConsentMissing, MailboxOwner.EntraAdministrator)]
    [InlineData(FailureCategory.Refused, "ErrorAccessDenied", MailboxCondition.AccessDenied, MailboxOwner.ExchangeAdministrator)]
    [InlineData(FailureCategory.MailboxUnavailable, "MailboxNotEnabledForRESTAPI", MailboxCondition.NoMailbox, MailboxOwner.ExchangeAdministrator)]
    [InlineData(FailureCategory.MailboxUnavailable, "ErrorInvalidUser", MailboxCondition.NoMailbox, MailboxOwner.ExchangeAdministrator)]
    [InlineData(FailureCategory.NotFound, "ErrorItemNotFound", MailboxCondition.NoDelegation, MailboxOwner.ExchangeAdministrator)]
    [InlineData(FailureCategory.Unauthenticated, "AADSTS7000222", MailboxCondition.SecretExpired, MailboxOwner.Operator)]
    [InlineData(FailureCategory.Unauthenticated, "AADSTS7000215", MailboxCondition.SecretInvalid, MailboxOwner.Operator)]
    [InlineData(FailureCategory.Unauthenticated, "AADSTS700027", MailboxCondition.CertificateRefused, MailboxOwner.Operator)]
    [InlineData(FailureCategory.Unauthenticated, "AADSTS700016", MailboxCondition.AppUnknown, MailboxOwner.Operator)]
    [InlineData(FailureCategory.Unauthenticated, "AADSTS90002", MailboxCondition.AppUnknown, MailboxOwner.Operator)]
    [InlineData(FailureCategory.Unauthenticated, "AADSTS65001", MailboxCondition.ConsentMissing, MailboxOwner.EntraAdministrator)]
    [InlineData(FailureCategory.Unauthenticated, "InvalidAuthenticationToken", MailboxCondition.SignInRefused, MailboxOwner.Operator)]
    [InlineData(FailureCategory.Refused, "ErrorQuotaExceeded", MailboxCondition.Full, MailboxOwner.ExchangeAdministrator)]
    [InlineData(FailureCategory.Transient, "ErrorMailboxMoveInProgress", MailboxCondition.Migrating, MailboxOwner.Nobody)]
    [InlineData(FailureCategory.Invalid, "ErrorInvalidRequest", MailboxCondition.Unexpected, MailboxOwner.Operator)]
    public void F61_a_code_of_Graph_is_told_as_what_it_means_and_to_whom(FailureCategory category, string code, MailboxCondition condition, MailboxOwner owner)
    {
        var diagnosis = Of(State() with { Trouble = Trouble(category, code) });

        Assert.Equal((condition, owner, code, true), (diagnosis.Condition, diagnosis.Owner, diagnosis.Code, diagnosis.IsAlert));
    }

    [Theory]
    [InlineData(false, false, false, true, MailboxCondition.Deleted)]
    [InlineData(true, false, false, true, MailboxCondition.LicenceLost)]
    [InlineData(true, false, true, true, MailboxCondition.LicenceLost)]
    [InlineData(true, true, true, true, MailboxCondition.OnPremises)]
    [InlineData(true, false, true, false, MailboxCondition.OnPremises)]
    [InlineData(true, false, false, false, MailboxCondition.NoMailbox)]
    public void F61_why_there_is_no_mailbox_the_directory_knows(bool exists, bool licensed, bool synchronised, bool worked, MailboxCondition condition)
    {
        var state = State() with
        {
            ContactAt = worked ? Now : null,
            Trouble = Trouble(FailureCategory.MailboxUnavailable, "MailboxNotEnabledForRESTAPI"),
            Directory = new DirectoryFacts(Now, exists, licensed, synchronised),
        };

        Assert.Equal(condition, Of(state).Condition);
    }

    [Theory]
    [InlineData(119, MailboxCondition.AccessPending, MailboxOwner.Nobody)]
    [InlineData(121, MailboxCondition.AccessDenied, MailboxOwner.ExchangeAdministrator)]
    public void F62_for_two_hours_after_the_assignment_a_refusal_is_waited_for(int minutes, MailboxCondition condition, MailboxOwner owner)
    {
        var state = State() with { AssignedAt = Now - TimeSpan.FromMinutes(minutes), Trouble = Trouble(FailureCategory.Refused, "ErrorAccessDenied") };

        Assert.Equal((condition, owner), (Of(state).Condition, Of(state).Owner));
    }

    [Theory]
    [InlineData(FailureCategory.Throttled, "TooManyRequests", MailboxCondition.Throttled)]
    [InlineData(FailureCategory.Transient, "TimedOut", MailboxCondition.Unreachable)]
    public void F14_what_passes_is_an_alert_only_after_a_quarter_of_an_hour_without_contact(FailureCategory category, string code, MailboxCondition condition)
    {
        var state = State() with { Trouble = Trouble(category, code) };

        Assert.Equal((condition, false), (Of(state with { ContactAt = Now - TimeSpan.FromMinutes(14) }).Condition, Of(state with { ContactAt = Now - TimeSpan.FromMinutes(14) }).IsAlert));
        Assert.Equal((condition, true), (Of(state with { ContactAt = Now - TimeSpan.FromMinutes(15) }).Condition, Of(state with { ContactAt = Now - TimeSpan.FromMinutes(15) }).IsAlert));
    }

    [Fact]
    public void F14_no_contact_without_any_failure_is_an_alert_too()
    {
        var diagnosis = Of(State() with { ContactAt = Now - TimeSpan.FromMinutes(20) });

        Assert.Equal((MailboxCondition.Unreachable, "NoContact", true), (diagnosis.Condition, diagnosis.Code, diagnosis.IsAlert));
    }

    [Fact]
    public void Without_a_public_address_polling_is_no_trouble_and_a_lacking_subscription_is_not_looked_at()
    {
        var state = State() with { SubscriptionTrouble = Trouble(FailureCategory.Refused, "ExtensionError") };

        Assert.Equal(MailboxCondition.Polling, MailboxDiagnosis.Of(state, hasAddress: false, Now).Condition);
        Assert.Equal((MailboxCondition.SubscriptionRefused, true), (Of(state).Condition, Of(state).IsAlert));
    }

    [Fact]
    public void F62_tries_grow_rarer_and_what_an_administrator_must_mend_begins_slower_and_is_not_forgotten_for_a_passing_failure()
    {
        var denied = new Failure(FailureCategory.Refused, "ErrorAccessDenied");
        var (trouble, now) = (default(MailboxTrouble), Now);
        var waits = new List<double>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            trouble = MailboxTrouble.After(trouble, denied, now);
            waits.Add((trouble.NextTry - now).TotalMinutes);
            now = trouble.NextTry;
        }

        Assert.Equal([1, 2, 4, 8, 15, 15, 15], waits);
        var passing = MailboxTrouble.After(trouble, new Failure(FailureCategory.Transient, "TimedOut"), now);
        Assert.Equal(("ErrorAccessDenied", Now), (passing.Code, passing.Since));
        Assert.Equal(now.AddHours(1), MailboxTrouble.After(null, new Failure(FailureCategory.Throttled, "TooManyRequests", now.AddHours(1)), now).NextTry);
    }

    private static MailboxDiagnosis Of(MailboxState state) => MailboxDiagnosis.Of(state, hasAddress: true, Now);

    private static MailboxTrouble Trouble(FailureCategory category, string code) => new(category, code, Now, Now, 1);

    private static MailboxState State() => new(new MailboxId("m"), new ServiceId("s"))
    {
        Baseline = Now, AssignedAt = Now - TimeSpan.FromDays(1), ContactAt = Now, SweptAt = Now,
    };
}
