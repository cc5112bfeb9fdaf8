using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Tests.Access;

public sealed class AccessCheckTests
{
    private static readonly (int Number, CredentialTrouble Trouble)[] Refusals =
    [
        (7000215, CredentialTrouble.SecretWrong), (7000222, CredentialTrouble.SecretExpired), (700027, CredentialTrouble.CertificateRefused),
        (700024, CredentialTrouble.CertificateRefused), (700016, CredentialTrouble.AppNotInTenant), (7000112, CredentialTrouble.AppDisabled),
        (90002, CredentialTrouble.TenantUnknown), (65001, CredentialTrouble.ConsentMissing), (50194, CredentialTrouble.SharedAuthority),
        (53003, CredentialTrouble.PolicyRefuses), (700213, CredentialTrouble.FederationMismatch), (90033, CredentialTrouble.AuthorityUnreachable),
        (900144, CredentialTrouble.Other),
    ];

    private static readonly (Permission, PermissionState)[] NothingGranted =
    [
        (Permission.MailReadWrite, PermissionState.Missing), (Permission.MailSend, PermissionState.Missing), (Permission.UserReadAll, PermissionState.Missing),
    ];

    [Fact]
    public async Task N005_every_permission_is_listed_with_its_effect_before_anything_is_activated()
    {
        await using var nothing = (await AccessRig.StartAsync([])).Configure();
        var before = await nothing.ReportAsync();
        nothing.Tenant.Admin.Consent(AccessRig.Everything);
        var after = await nothing.ReportAsync();

        Assert.Equal(Enum.GetValues<Permission>(), before.Permissions.Select(finding => finding.Permission));
        Assert.Equal(NothingGranted, before.Missing.Select(finding => (finding.Permission, finding.State)));
        Assert.Equal([PermissionEffect.NoMail, PermissionEffect.NoAnswers, PermissionEffect.NobodyIsFound], before.Missing.Select(finding => finding.Effect));
        Assert.False(before.IsGreen);
        Assert.Empty(after.Missing);
        Assert.All(after.Missing.Concat(after.Permissions.Take(4)), finding => Assert.Equal((PermissionState.Granted, PermissionProof.Call), (finding.State, finding.Proof)));
    }

    [Fact]
    public async Task N028_two_mail_permissions_and_no_other_are_asked_for_and_are_enough()
    {
        Assert.Equal(["Mail.ReadWrite", "Mail.Send"], PermissionNeed.All.Select(need => need.Role).OfType<string>().Where(role => role.Contains("Mail", StringComparison.Ordinal)));
        await using var rig = (await AccessRig.StartAsync(["User.Read.All"])).Configure();
        rig.Tenant.Admin.GrantMailInExchange([AccessRig.Help]);

        var report = await rig.ReportAsync();

        Assert.True(report.IsGreen);
        Assert.Equal(PermissionState.Missing, report.Of(Permission.PresenceReadAll).State);
        Assert.Empty(report.Credential.NotNeeded);
    }

    [Fact]
    public async Task X061_without_presence_the_bot_works_and_the_effect_is_named()
    {
        await using var rig = (await AccessRig.StartAsync(["User.Read.All", "Mail.ReadWrite", "Mail.Send"])).Configure();
        var finding = (await rig.ReportAsync()).Of(Permission.PresenceReadAll);

        Assert.Equal((PermissionState.Missing, PermissionEffect.NoPresence, true), (finding.State, finding.Effect, finding.Need.IsOptional));
        rig.Tenant.Admin.Consent("Presence.Read.All");
        Assert.Equal(PermissionState.Granted, (await rig.ReportAsync()).Of(Permission.PresenceReadAll).State);
    }

    [Fact]
    public async Task X062_X071_X073_presence_can_be_tested_on_one_person()
    {
        await using var rig = await AccessRig.StartAsync(["User.Read.All"]);
        var refused = await rig.Check.TestPresenceAsync(AccessRig.Megan, AccessRig.Never);
        rig.Tenant.Admin.Consent("Presence.Read.All");
        await rig.Check.CheckCredentialAsync(AccessRig.Never);
        rig.Tenant.Teams.SetPresence(rig.Tenant.Teams.Person(AccessRig.Megan).Id, "Busy", "InACall");
        var busy = await rig.Check.TestPresenceAsync(" megan.bowen@contoso.example", AccessRig.Never);
        rig.Tenant.Teams.SetPresence(rig.Tenant.Teams.Person(AccessRig.Megan).Id, "PresenceUnknown", "PresenceUnknown");

        Assert.Equal((null, "Authorization_RequestDenied"), (refused.Presence, refused.Code));
        Assert.Equal((AccessRig.Megan, new PresenceFacts("Busy", "InACall"), false), (busy.UserPrincipalName, busy.Presence, busy.IsHidden));
        Assert.True((await rig.Check.TestPresenceAsync(AccessRig.Megan, AccessRig.Never)).IsHidden);
        Assert.Equal(FailureCategory.NotFound, (await rig.Check.TestPresenceAsync("nobody@contoso.example", AccessRig.Never)).Failure?.Category);
    }

    [Fact]
    public async Task Graph_10_3_what_Exchange_grants_counts_although_the_token_does_not_name_it()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Directory)).Configure();
        rig.Tenant.Admin.GrantMailInExchange([AccessRig.Help]);

        var report = await rig.ReportAsync();

        Assert.DoesNotContain("Mail.Send", report.Credential.Token!.Roles);
        Assert.Equal(PermissionState.Granted, report.Of(Permission.MailReadWrite).State);
        Assert.Equal(PermissionState.Granted, report.Of(Permission.MailSend).State);
    }

    [Theory]
    [InlineData("Mail.Read", Permission.MailReadWrite)]
    [InlineData("Mail.ReadWrite", Permission.MailSend)]
    public async Task P008_F28_a_mailbox_that_opens_does_not_hide_that_a_right_is_missing(string role, Permission missing)
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Directory)).Configure();
        rig.Tenant.Admin.GrantInExchange(role, [AccessRig.Help]);

        var report = await rig.ReportAsync();

        Assert.True(Assert.Single(report.Mailboxes).Opens);
        Assert.Equal((PermissionState.Missing, "ErrorAccessDenied"), (report.Of(missing).State, report.Of(missing).Code));
        Assert.False(report.IsGreen);
    }

    [Fact]
    public async Task G050_without_a_mailbox_to_try_the_tokens_roles_are_the_hint()
    {
        await using var rig = await AccessRig.StartAsync(["Mail.ReadWrite", "User.Read.All", "Sites.Read.All", "TeamsAppInstallation.ReadWriteSelfForUser.All"]);

        var report = await rig.ReportAsync();

        Assert.Equal((PermissionState.Granted, PermissionProof.Token), (report.Of(Permission.MailReadWrite).State, report.Of(Permission.MailReadWrite).Proof));
        Assert.Equal((PermissionState.Unknown, PermissionProof.None), (report.Of(Permission.MailSend).State, report.Of(Permission.MailSend).Proof));
        Assert.Equal((PermissionState.Granted, PermissionProof.Token), (report.Of(Permission.AppInstallation).State, report.Of(Permission.AppInstallation).Proof));
        Assert.Equal(["Sites.Read.All"], report.Credential.NotNeeded);
        rig.Tenant.Admin.Withdraw("TeamsAppInstallation.ReadWriteSelfForUser.All");
        Assert.Equal(PermissionState.Missing, (await rig.ReportAsync()).Of(Permission.AppInstallation).State);
    }

    [Fact]
    public async Task The_check_names_the_app_and_the_tenant_in_use()
    {
        await using var rig = await AccessRig.StartAsync([]);
        var finding = await rig.Check.CheckCredentialAsync(AccessRig.Never);

        Assert.Equal((rig.Tenant.World.AppId, rig.Tenant.World.TenantId, CredentialKind.ClientSecret), (finding.AppId, finding.TenantId, finding.Facts.Kind));
        Assert.True(Guid.TryParse(finding.Token?.PrincipalId, out _));
        Assert.DoesNotContain("sandbox-secret", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X020_X041_each_refusal_of_the_sign_in_is_told_apart()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        foreach (var (number, trouble) in Refusals)
        {
            rig.Tenant.Faults.TokenRefusal = number;

            var report = await rig.ReportAsync();

            Assert.Equal((trouble, $"AADSTS{number}"), (report.Credential.Trouble, report.Credential.Code));
            Assert.All(report.Permissions, finding => Assert.Equal(PermissionState.Unknown, finding.State));
            Assert.Equal((ScopeVerdict.CannotTell, ScopeDoubt.NothingOpens), (report.Scope.Verdict, report.Scope.Doubt));
            Assert.False(report.IsGreen);
        }
    }

    [Fact]
    public async Task X020_a_wrong_secret_an_expired_one_and_an_app_that_nobody_consented_to_are_what_the_tenant_says()
    {
        await using var wrong = await AccessRig.StartAsync([], secret: "another");
        Assert.Equal(CredentialTrouble.SecretWrong, (await wrong.Check.CheckCredentialAsync(AccessRig.Never)).Trouble);

        await using var unknown = await AccessRig.StartAsync([], options => options with { IsAppKnown = false });
        Assert.Equal(CredentialTrouble.AppNotInTenant, (await unknown.Check.CheckCredentialAsync(AccessRig.Never)).Trouble);
        unknown.Tenant.Admin.Consent("User.Read.All");
        Assert.True((await unknown.Check.CheckCredentialAsync(AccessRig.Never)).Works);

        await using var ending = await AccessRig.StartAsync([], options => options with { SecretEnds = options.Clock.GetUtcNow().AddMinutes(1) });
        Assert.True((await ending.Check.CheckCredentialAsync(AccessRig.Never)).Works);
        ending.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(CredentialTrouble.SecretExpired, (await ending.Check.CheckCredentialAsync(AccessRig.Never)).Trouble);
    }

    [Fact]
    public async Task A_check_sees_at_once_what_was_mended_a_second_ago()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        rig.Tenant.Faults.TokenRefusal = 7000222;
        Assert.False((await rig.ReportAsync()).Credential.Works);
        rig.Tenant.Faults.TokenRefusal = null;

        Assert.True((await rig.ReportAsync()).Credential.Works);
    }

    [Fact]
    public async Task Subscriptions_are_judged_by_what_the_engine_met()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        Assert.Equal(PermissionState.Unknown, (await rig.ReportAsync()).Of(Permission.Subscriptions).State);
        var state = new MailboxState(rig.Current.Mailboxes[0].Id, new ServiceId("s")) { Baseline = rig.Clock.GetUtcNow() };

        await PutAsync(rig, state with { Subscription = new SubscriptionState("id", "secret", rig.Clock.GetUtcNow(), rig.Clock.GetUtcNow()) });
        Assert.Equal((PermissionState.Granted, PermissionProof.Work), (await rig.ReportAsync()).Of(Permission.Subscriptions) is var good ? (good.State, good.Proof) : default);
        await PutAsync(rig, state with { SubscriptionTrouble = MailboxTrouble.After(null, new Failure(FailureCategory.Refused, "ExtensionError"), rig.Clock.GetUtcNow()) });
        Assert.Equal((PermissionState.Missing, "ExtensionError"), (await rig.ReportAsync()).Of(Permission.Subscriptions) is var bad ? (bad.State, bad.Code) : default);
    }

    [Fact]
    public async Task The_check_changes_nothing_and_its_refusals_are_no_alarm_in_the_log()
    {
        await using var rig = (await AccessRig.StartAsync(AccessRig.Everything)).Configure();
        rig.Tenant.Mail.Deliver(AccessRig.Help, "alex@fabrikam.example", "s", "t");
        await rig.ReportAsync(new AccessQuestion { Outside = AccessRig.Megan });
        await using var closed = (await AccessRig.StartAsync([])).Configure();
        await closed.ReportAsync();

        Assert.Single(rig.Tenant.Mail.Mails(AccessRig.Help, "inbox"));
        Assert.Empty(rig.Tenant.Mail.Mails(AccessRig.Help, "drafts"));
        Assert.Empty(rig.Tenant.Mail.CustomerMails("alex@fabrikam.example"));
        Assert.DoesNotContain(rig.Tenant.Wire.After(), entry => entry is { Direction: WireDirection.BotToGraph, Method: not "GET", Status: < 300 } && !entry.Path.EndsWith("getPresencesByUserId", StringComparison.Ordinal));
        Assert.DoesNotMatch("Probe[A-Z][a-z]+ for .* needs an administrator", closed.Log);
    }

    private static async Task PutAsync(AccessRig rig, MailboxState state) => await rig.Store.CommitAsync(
        MailboxTable.Partition, [EntityWrite.Put(MailboxTable.Row(state.Mailbox), state, MailboxJson.Default.MailboxState)], AccessRig.Never);
}
