using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Tests.Access;

/// <summary>Opens what must open, and finds closed what must be closed.</summary>
public sealed class ScopeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task N027_F64_tenant_wide_access_is_found_by_opening_a_mailbox_outside()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        foreach (var outside in new[] { null, AccessRig.Megan, "megan.bowen@contoso.example" })
        {
            var report = await rig.ReportAsync(new AccessQuestion { Outside = outside });

            Assert.Equal((ScopeVerdict.TenantWide, AccessRig.Megan), (report.Scope.Verdict, report.Scope.Tried));
            Assert.False(report.IsGreen);
        }
    }

    [Fact]
    public async Task G051_G063_P011_access_to_the_configured_mailboxes_only_is_green()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Directory)).Configure();
        rig.Tenant.Admin.GrantMailInExchange([AccessRig.Help]);

        var report = await rig.ReportAsync();

        Assert.Equal((ScopeVerdict.Limited, AccessRig.Megan, "ErrorAccessDenied"), (report.Scope.Verdict, report.Scope.Tried, report.Scope.Code));
        Assert.True(report.IsGreen);
        Assert.Equal(report.Scope, await rig.Check.ProbeScopeAsync(new AccessQuestion(), AccessRig.Never));
    }

    [Fact]
    public async Task F64_a_consent_in_Entra_makes_the_scope_in_Exchange_worthless_until_it_is_taken_away()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        rig.Tenant.Admin.GrantMailInExchange([AccessRig.Help]);
        Assert.Equal(ScopeVerdict.TenantWide, (await rig.ReportAsync()).Scope.Verdict);

        rig.Tenant.Admin.Withdraw("Mail.ReadWrite", "Mail.Send");

        Assert.Equal(ScopeVerdict.Limited, (await rig.ReportAsync()).Scope.Verdict);
    }

    [Fact]
    public async Task N036_an_application_access_policy_limits_as_well()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        rig.Tenant.Admin.RestrictByPolicy([AccessRig.Help], TimeSpan.FromMinutes(30));
        var asked = new AccessQuestion { ScopeChangedAt = rig.Clock.GetUtcNow() };
        var early = await rig.ReportAsync(asked);
        rig.Clock.Advance(TimeSpan.FromMinutes(31));
        var late = await rig.ReportAsync(asked);

        Assert.Equal((ScopeVerdict.TenantWide, true), (early.Scope.Verdict, early.Scope.MayChange));
        Assert.True(late.IsGreen);
    }

    [Fact]
    public async Task N043_F62_a_scope_that_works_late_is_waited_for_and_then_green()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Directory)).Configure();
        var changed = new AccessQuestion { ScopeChangedAt = rig.Clock.GetUtcNow() };
        rig.Tenant.Admin.GrantMailInExchange([AccessRig.Help], TimeSpan.FromMinutes(90));

        var early = await rig.ReportAsync(changed);
        rig.Clock.Advance(TimeSpan.FromMinutes(91));
        var late = await rig.ReportAsync(changed);

        Assert.Equal(MailboxCondition.AccessPending, Assert.Single(early.Mailboxes).Condition);
        Assert.Equal((ScopeVerdict.CannotTell, ScopeDoubt.NothingOpens), (early.Scope.Verdict, early.Scope.Doubt));
        Assert.Equal(PermissionState.Unknown, early.Of(Permission.MailReadWrite).State);
        Assert.False(early.IsGreen);
        Assert.True(late.IsGreen);
    }

    [Fact]
    public async Task F62_after_two_hours_a_refusal_is_a_refusal()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Directory)).Configure();
        var changed = rig.Clock.GetUtcNow();
        rig.Clock.Advance(MailboxDiagnosis.PolicyDelay - Minute);
        Assert.Equal(MailboxCondition.AccessPending, (await rig.Check.ProbeMailboxAsync(AccessRig.Help, changed, AccessRig.Never)).Condition);
        rig.Clock.Advance(Minute);
        Assert.Equal(MailboxCondition.AccessDenied, (await rig.Check.ProbeMailboxAsync(AccessRig.Help, changed, AccessRig.Never)).Condition);
    }

    [Fact]
    public async Task A_refusal_outside_proves_nothing_while_nothing_opens_inside()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Directory)).Configure();

        var scope = (await rig.ReportAsync()).Scope;

        Assert.Equal((ScopeVerdict.CannotTell, ScopeDoubt.NothingOpens), (scope.Verdict, scope.Doubt));
    }

    [Fact]
    public async Task A_mailbox_that_can_prove_nothing_is_not_taken_for_a_proof()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        foreach (var (outside, doubt) in new[]
        {
            ("SUPPORT@contoso.example", ScopeDoubt.IsConfigured), ("nobody@contoso.example", ScopeDoubt.Unclear), ("gradya_tailspin.example#EXT#@contoso.example", ScopeDoubt.Unclear),
        })
        {
            var scope = await rig.Check.ProbeScopeAsync(new AccessQuestion { Outside = outside }, AccessRig.Never);

            Assert.Equal((outside, ScopeVerdict.CannotTell, doubt), (outside, scope.Verdict, scope.Doubt));
        }
    }

    [Fact]
    public async Task Without_the_right_to_look_people_up_a_mailbox_outside_must_be_named_and_a_configured_one_still_opens()
    {
        await using var rig = (await AccessRig.StartAsync(["Mail.ReadWrite", "Mail.Send"])).Configure();

        var report = await rig.ReportAsync();

        Assert.True(Assert.Single(report.Mailboxes).Opens);
        Assert.Equal((ScopeVerdict.CannotTell, ScopeDoubt.NobodyToTry), (report.Scope.Verdict, report.Scope.Doubt));
        Assert.Equal(PermissionState.Missing, report.Of(Permission.UserReadAll).State);
        Assert.Equal((PermissionState.Missing, PermissionProof.Token), report.Of(Permission.PresenceReadAll) is var presence ? (presence.State, presence.Proof) : default);
    }

    [Fact]
    public async Task F61_why_a_mailbox_does_not_open_is_told_apart()
    {
        await using var rig = await AccessRig.StartAsync(AccessRig.Everything);
        foreach (var (health, condition) in new[]
        {
            (MailboxHealth.Well, MailboxCondition.Fine), (MailboxHealth.OnPremises, MailboxCondition.OnPremises), (MailboxHealth.Unlicensed, MailboxCondition.NoMailbox),
            (MailboxHealth.Deleted, MailboxCondition.AddressUnknown), (MailboxHealth.Moving, MailboxCondition.Migrating),
        })
        {
            rig.Tenant.Mail.SetHealth(AccessRig.Help, health);
            Assert.Equal((health, condition), (health, (await rig.Check.ProbeMailboxAsync(AccessRig.Help, null, AccessRig.Never)).Condition));
            // A server that is busy with a move asks for a pause.
            rig.Clock.Advance(Minute);
        }
    }

    [Fact]
    public async Task F63_G062_a_pilot_mailbox_is_found_by_any_of_its_names()
    {
        await using var rig = await AccessRig.StartAsync(AccessRig.Everything);
        foreach (var (asked, condition) in new[]
        {
            (AccessRig.Help, MailboxCondition.Fine), (" SUPPORT@contoso.example ", MailboxCondition.Fine), ("c2d4b6e8-0001-4b20-8d00-000000000001", MailboxCondition.Fine),
            ("nobody@contoso.example", MailboxCondition.AddressUnknown), ("gradya_tailspin.example#EXT#@contoso.example", MailboxCondition.NoMailbox),
            ("", MailboxCondition.AddressUnknown), ("..", MailboxCondition.AddressUnknown),
        })
        {
            var finding = Assert.Single((await rig.ReportAsync(new AccessQuestion { Pilot = asked })).Mailboxes);

            Assert.Equal((asked, condition), (asked, finding.Condition));
            if (finding.Opens)
                Assert.Equal((AccessRig.Help, rig.Tenant.World.Mailboxes[0].Id), (finding.UserPrincipalName, finding.Mailbox?.Value));
        }
    }

    [Fact]
    public async Task A_pilot_that_is_configured_already_is_listed_once()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();

        Assert.Single((await rig.ReportAsync(new AccessQuestion { Pilot = "support@contoso.example" })).Mailboxes);
    }
}
