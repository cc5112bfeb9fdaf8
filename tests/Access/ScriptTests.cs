using FsCheck;
using FsCheck.Fluent;
using TeamsEmailBot.Core.Access;

namespace TeamsEmailBot.Tests.Access;

public sealed class ScriptTests
{
    private const string AppId = "2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c02";
    private const string Principal = "3e9a7c15-6d2b-4f80-9a41-5c7e8d0f1b23";
    private const string Group = "desk@contoso.example";

    /// <summary>What could end a literal, begin code, or confuse a reader.</summary>
    private static readonly string[] Pieces =
    [
        "'", "\u2018", "\u2019", "\u201A", "\u201B", "\"", "\u201C", "\u201D", "`", "$", "$(", ")", "(", "{", "}", "@(", ";", "|", "&", "#", "<#", "#>", "\n", "\r\n", "\t", "\0",
        "\u2028", "\u0085", " ", "a", "Büro", "O'Neil", "'; Remove-Mailbox x; '", "$(Get-Date)", "@'\n", "\n'@", "\uD83D\uDE80", "--", "-Identity",
    ];

    private static readonly ExchangeScripts Exchange = new(EntraCloud.Global);
    private static readonly EntraScripts Entra = new(EntraCloud.Global);

    private static readonly ScopeRequest Scope = new(AppId, Group) { PrincipalId = Principal, Inside = ["help@contoso.example"], Outside = "ceo@contoso.example" };

    [Fact]
    public void N031_N032_E016_E017_E018_E019_E021_E022_the_group_script_takes_all_inputs_of_the_form()
    {
        var script = Exchange.Group(new GroupRequest("Desk mailboxes", Group)
        {
            Description = "Read by the bot", Owners = ["lynner@contoso.example"], Members = ["help@contoso.example", "orders@contoso.example"], OutsidersMayWrite = true, IsHidden = false,
        }).Text;

        Assert.Contains("$address = 'desk@contoso.example'", script, StringComparison.Ordinal);
        Assert.Contains(
            "New-DistributionGroup -Name 'Desk mailboxes' -Type Security -PrimarySmtpAddress $address -Description 'Read by the bot' -ManagedBy @('lynner@contoso.example') "
            + "-MemberJoinRestriction Closed -MemberDepartRestriction Closed -RequireSenderAuthenticationEnabled $false", script, StringComparison.Ordinal);
        Assert.Contains("-HiddenFromAddressListsEnabled $false", script, StringComparison.Ordinal);
        Assert.Contains("foreach ($mailbox in @('help@contoso.example', 'orders@contoso.example'))", script, StringComparison.Ordinal);
        Assert.Contains("To test the group, write a mail to $address", script, StringComparison.Ordinal);
    }

    [Fact]
    public void E020_a_group_that_is_not_there_yet_is_waited_for_and_one_that_is_there_is_kept()
    {
        var script = Exchange.Group(new GroupRequest("Desk", Group)).Text;
        Before(script, "$group = Get-DistributionGroup", "if (-not $group) {", "New-DistributionGroup", "Start-Sleep -Seconds 15", "if (-not $group) { throw");
        Before(script, "$members -notcontains $mailbox", "Add-DistributionGroupMember");
    }

    [Fact]
    public void N031_a_mailbox_that_comes_later_is_only_added_to_the_group()
    {
        var script = Exchange.AddToGroup(Group, ["orders@contoso.example"]).Text;
        Assert.Contains("Add-DistributionGroupMember", script, StringComparison.Ordinal);
        Assert.DoesNotContain("New-", script, StringComparison.Ordinal);
    }

    [Fact]
    public void N033_N034_N035_every_Exchange_script_looks_for_the_module_first_and_asks_who_connects()
    {
        foreach (var script in ExchangeAll("x"))
        {
            Before(script.Text, "Get-Module -ListAvailable -Name ExchangeOnlineManagement", "Install-Module -Name ExchangeOnlineManagement", "Read-Host 'UPN of an Exchange administrator'",
                "Connect-ExchangeOnline -UserPrincipalName $admin");
            Assert.EndsWith(".ps1", script.Name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void N029_X016_the_scope_script_grants_exactly_the_two_mail_roles_in_Exchange_and_tests_them()
    {
        var script = Exchange.Scope(Scope).Text;
        Before(script, "New-ServicePrincipal -AppId $appId -ObjectId $principalId", "New-ManagementScope -Name $name -RecipientRestrictionFilter $filter",
            "New-ManagementRoleAssignment -Name \"$name $role\" -App $principalId -Role \"Application $role\" -CustomResourceScope $name",
            "Test-ServicePrincipalAuthorization -Identity $appId -Resource $mailbox", "Test-ServicePrincipalAuthorization -Identity $appId -Resource 'ceo@contoso.example'");
        Assert.Contains("foreach ($role in 'Mail.ReadWrite', 'Mail.Send')", script, StringComparison.Ordinal);
        Assert.Contains("\"MemberOfGroup -eq '$($group.DistinguishedName.Replace(\"'\", \"''\"))'\"", script, StringComparison.Ordinal);
        Assert.Contains($"$principalId = '{Principal}'", script, StringComparison.Ordinal);
        Assert.DoesNotContain("Read-Host 'Object id", script, StringComparison.Ordinal);
        Assert.Contains("$principalId = Read-Host 'Object id", Exchange.Scope(Scope with { PrincipalId = null }).Text, StringComparison.Ordinal);
        Assert.Contains("2 hours", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PolicyRight.RestrictAccess)]
    [InlineData(PolicyRight.DenyAccess)]
    public void N036_N038_N039_N042_the_policy_script_is_filled_in(PolicyRight right) => Assert.Contains(
        $"New-ApplicationAccessPolicy -AccessRight {right} -AppId $appId -PolicyScopeGroupId $address -Description 'For the bot'",
        Exchange.AccessPolicy(Scope, right, "For the bot").Text, StringComparison.Ordinal);

    [Fact]
    public void N037_the_app_id_is_our_own() => Assert.Contains($"$appId = '{AppId}'", Exchange.AccessPolicy(Scope).Text, StringComparison.Ordinal);

    [Fact]
    public void N040_N041_only_a_mail_enabled_security_group_is_accepted()
    {
        foreach (var script in new[] { Exchange.Group(new GroupRequest("g", Group)), Exchange.AddToGroup(Group, []), Exchange.Scope(Scope), Exchange.AccessPolicy(Scope) })
            Assert.Contains("$group.RecipientTypeDetails -ne 'MailUniversalSecurityGroup'", script.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void N043_the_policy_is_tested_with_a_mailbox() =>
        Assert.Contains("Test-ApplicationAccessPolicy -AppId $appId -Identity $mailbox", Exchange.AccessPolicy(Scope).Text, StringComparison.Ordinal);

    [Fact]
    public void N044_the_size_limit_of_policies_is_explained_where_it_is_met() =>
        Before(Exchange.AccessPolicy(Scope).Text, "try {", "*total size of App Access Policies exceeded the limit*", "Write-Warning", "about 300", "throw");

    [Fact]
    public void N027_X072_permissions_are_granted_without_the_consent_page()
    {
        var script = Entra.Grant("contoso.example", AppId, [Permission.UserReadAll, Permission.PresenceReadAll, Permission.Subscriptions]).Text;
        Before(script, "Get-Module -ListAvailable -Name Microsoft.Graph.Applications", "Connect-MgGraph -TenantId 'contoso.example'", "Get-MgServicePrincipalAppRoleAssignment",
            "foreach ($name in @('User.Read.All', 'Presence.Read.All'))", "$granted -notcontains $role.Id",
            "New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id -ResourceId $graph.Id -AppRoleId $role.Id");
    }

    [Fact]
    public void F64_the_tenant_wide_mail_permissions_can_be_taken_away() =>
        Before(Entra.RemoveMailConsent("t", AppId).Text, "-like 'Mail.*'", "Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -AppRoleAssignmentId $one.Id");

    [Fact]
    public void E044_E045_E046_E047_E049_E050_E051_E054_E055_the_certificate_script_has_the_five_steps_in_order()
    {
        var script = EntraScripts.Certificate("Desk bot").Text;
        Before(script, "-AsSecureString", "$name = Read-Host", "New-SelfSignedCertificate -Subject \"CN=$name\" -CertStoreLocation 'Cert:\\CurrentUser\\My' -KeyExportPolicy Exportable -KeySpec Signature",
            "Whoever has it and its password is the bot.", "Export-PfxCertificate", "TeamsEmailBot.pfx", "Export-Certificate", "TeamsEmailBot.cer", "Thumbprint", "openssl pkcs12", "delete both files", "self-signed, which is for tests");
    }

    [Fact]
    public void F34_send_as_and_shared_mailboxes_have_their_lines()
    {
        Assert.Contains("Add-RecipientPermission -Identity $address -Trustee 'help@contoso.example' -AccessRights SendAs", Exchange.SendAs("help@contoso.example", ["a@x.example"]).Text, StringComparison.Ordinal);
        Before(Exchange.SharedMailbox("Help", "help@contoso.example").Text, "Get-Recipient", "New-Mailbox -Shared -Name 'Help' -DisplayName 'Help' -PrimarySmtpAddress $address");
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/", "https://graph.microsoft.com/v1.0", "Public", null, null)]
    [InlineData("https://login.microsoftonline.us/", "https://graph.microsoft.us/v1.0", "USGov", "O365USGovGCCHigh", "USGov")]
    [InlineData("https://login.microsoftonline.us/", "https://dod-graph.microsoft.us/v1.0", "USGovDoD", "O365USGovDoD", "USGovDoD")]
    [InlineData("https://login.chinacloudapi.cn/", "https://microsoftgraph.chinacloudapi.cn/v1.0", "China", "O365China", "China")]
    public void G064_scripts_lead_to_the_cloud_of_the_settings(string authority, string graph, string name, string? exchange, string? environment)
    {
        var cloud = EntraCloud.Of(new Uri(authority), new Uri(graph));
        Assert.Equal((name, exchange, environment), (cloud.Name, cloud.ExchangeEnvironment, cloud.GraphEnvironment));
        Assert.Equal(exchange is not null, new ExchangeScripts(cloud).SharedMailbox("n", "a").Text.Contains($"-ExchangeEnvironmentName {exchange}", StringComparison.Ordinal));
        Assert.Equal(environment is not null, new EntraScripts(cloud).RemoveMailConsent("t", "a").Text.Contains($"-Environment {environment}", StringComparison.Ordinal));
        Assert.True(EntraCloud.IsAuthority(new Uri(authority)));
    }

    [Theory]
    [InlineData("https://login.example.com/")]
    [InlineData("http://login.microsoftonline.com/")]
    [InlineData("https://login.microsoftonline.com.example.com/")]
    public void G064_a_host_that_is_not_Microsofts_is_no_authority(string address) => Assert.False(EntraCloud.IsAuthority(new Uri(address)));

    [Fact]
    public void No_value_becomes_code_whatever_is_in_it() => Prop.ForAll(
        Gen.Choose(0, 12).SelectMany(count => Gen.Elements(Pieces).ArrayOf(count)).Select(string.Concat).ToArbitrary(),
        value =>
        {
            foreach (var (safe, hostile) in All("x").Zip(All(value)))
            {
                var (code, literals) = PowerShellTokens.Read(hostile.Text);
                Assert.Equal(PowerShellTokens.Read(safe.Text).Code, code);
                Assert.Contains(string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter)), literals);
            }
        }).QuickCheckThrowOnFailure();

    // The app id names the assignments with its first letters, so it is one in every script.
    private static IEnumerable<AccessScript> All(string value) =>
    [
        .. ExchangeAll(value),
        Entra.Grant(value, value, [Permission.MailSend]),
        Entra.RemoveMailConsent(value, value),
        EntraScripts.Certificate(value),
    ];

    private static IEnumerable<AccessScript> ExchangeAll(string value) =>
    [
        Exchange.Group(new GroupRequest(value, value) { Description = "." + value, Owners = [value], Members = [value, value] }),
        Exchange.AddToGroup(value, [value]),
        Exchange.Scope(new ScopeRequest(value, value) { PrincipalId = value, Inside = [value], Outside = value }),
        Exchange.AccessPolicy(new ScopeRequest(value, value) { Inside = [value], Outside = value }, PolicyRight.RestrictAccess, value),
        Exchange.SharedMailbox(value, value),
        Exchange.SendAs(value, [value]),
    ];

    private static void Before(string script, params string[] inThisOrder)
    {
        var at = 0;
        foreach (var piece in inThisOrder)
        {
            var found = script.IndexOf(piece, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{piece}' is missing, or stands before what it must follow.");
            at = found + piece.Length;
        }
    }
}
