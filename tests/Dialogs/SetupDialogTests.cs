using TeamsEmailBot.Bot.Dialogs.Setup;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using static TeamsEmailBot.Tests.Administration.DirectoryFake;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>Setup, permissions, scripts and errors by chat, on grants that a test decides about.</summary>
public sealed class SetupDialogTests
{
    private const string AppId = "2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c02";
    private const string TenantId = "7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e01";
    private const string Secret = "abc8Q~0123456789abcdefghijklmnopqrstuvwx";

    private static readonly DirectoryUser Help = Account("cccccccc-0000-0000-0000-000000000001", "help@contoso.example", "Customer Help");
    private static readonly DirectoryUser Boss = Account("cccccccc-0000-0000-0000-000000000002", "boss@contoso.example", "Boss");
    private static readonly DirectoryUser Ann = Account("cccccccc-0000-0000-0000-000000000003", "ann@contoso.example", "Ann");
    private static readonly DirectoryUser Guest = Account("cccccccc-0000-0000-0000-000000000004", "guest@contoso.example", "Guest", guest: true);

    private static readonly Type[] Found =
    [
        typeof(CredentialTrouble), typeof(Permission), typeof(PermissionEffect), typeof(PermissionState), typeof(PermissionProof), typeof(ScopeVerdict), typeof(ScopeDoubt),
        typeof(CredentialKind), typeof(IdProblem), typeof(ErrorCause), typeof(ErrorRemedy), typeof(MailboxOwner),
    ];

    public static TheoryData<Type> Kinds => [.. Found];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_finding_has_words_in_both_languages(Type kind)
    {
        foreach (Enum value in Enum.GetValues(kind))
            Assert.NotEqual(AccessWords.Of(Words.English, value), AccessWords.Of(Words.German, value));
    }

    [Fact]
    public void There_are_no_words_for_what_is_never_found() => Assert.Equal(
        Found.SelectMany(kind => Enum.GetNames(kind).Select(name => kind.Name + name)).Order(), Enum.GetNames<FindingPhrase>().Order());

    [Theory]
    [InlineData("AADSTS7000222", "The secret has ended.", "who runs the bot")]
    [InlineData("AADSTS90002", "There is no such tenant in this cloud", "who runs the bot")]
    [InlineData("CredentialUnavailable", "no managed identity", "who runs the bot")]
    public async Task X020_X041_E040_P010_setup_says_why_it_cannot_sign_in_who_must_act_and_how(string code, string cause, string owner)
    {
        using var bench = await OpenAsync();
        bench.Access.SignIn = new Failure(FailureCategory.Unauthenticated, code);
        var face = await bench.SayAsync(Patti, "setup");

        Assert.True(face.Says("1. The bot signs in to Microsoft 365 – now"));
        Assert.True(face.Says("2. Permissions are consented to – later"));
        Assert.True(face.Says(cause));
        Assert.True(face.Says(owner));
        Assert.True(face.Says("az webapp config appsettings set"));
        Assert.True(face.Says($"'Graph__ClientId={AppId}'"));
        Assert.DoesNotContain("Back", face.Titles);
        Assert.True((await bench.PressAsync(Patti, face, "Check now")).Says(cause));

        Consent(bench);
        Assert.True((await bench.SayAsync(Patti, "check")).Says("2. Permissions are consented to – now"));
    }

    [Fact]
    public async Task E043_a_secret_in_the_chat_is_refused_not_stored_and_must_be_replaced()
    {
        using var bench = await OpenAsync();
        await bench.SayAsync(Patti, "script host");
        await bench.SayAsync(Patti, "mailbot");
        var face = await bench.SayAsync(Patti, Secret);

        Assert.True(face.Says("delete the secret in the app registration and create a new one"));
        Assert.False(face.Says(Secret));
        Assert.True((await bench.SayAsync(Patti, "script " + Secret)).Says("delete your message"));
    }

    [Fact]
    public async Task P013_P018_N026_each_permission_and_why_stands_before_the_link_and_the_link_stays_the_same_while_it_counts()
    {
        using var bench = await OpenAsync();
        var face = await bench.SayAsync(Patti, "setup");
        var again = await bench.PressAsync(Patti, face, "Check now");

        foreach (var need in PermissionNeed.All.Where(need => need.Role is not null))
            Assert.True(face.Says($"{need.Role} ({(need.IsOptional ? "optional" : "required")})"));
        Assert.True(face.Says("ALL mailboxes"));
        Assert.True(face.Says("private window"));
        Assert.True(again.Says("is not there yet"));
        var (first, second) = (LinkOf(face), LinkOf(again));
        Assert.StartsWith($"https://login.microsoftonline.com/{TenantId}/v2.0/adminconsent?client_id={AppId}", first, StringComparison.Ordinal);
        Assert.Equal(first, second);

        bench.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.NotEqual(first, LinkOf(await bench.SayAsync(Patti, "setup")));
    }

    [Fact]
    public async Task A_consent_in_another_tenant_is_shown_where_the_next_link_stands()
    {
        using var bench = await OpenAsync();
        var link = LinkOf(await bench.SayAsync(Patti, "setup"));
        var consents = (ConsentDesk)bench.Services.GetService(typeof(ConsentDesk))!;
        var state = link[(link.IndexOf("state=", StringComparison.Ordinal) + 6)..];
        Assert.Equal(ConsentOutcome.WrongTenant, await consents.CompleteAsync(new ConsentReturn(state, "11111111-2222-3333-4444-555555555555", "True", null, null), default));

        var face = await bench.SayAsync(Patti, "setup");
        Assert.Contains("was used in another tenant", face.Text, StringComparison.Ordinal);
        Assert.NotEqual(link, LinkOf(face));
    }

    [Fact]
    public async Task N029_G063_with_every_mailbox_open_it_goes_on_for_a_test_only_says_so_and_never_calls_itself_finished()
    {
        using var bench = await OpenAsync();
        Consent(bench, "User.Read.All", "Mail.ReadWrite", "Mail.Send");
        await bench.SayAsync(Patti, "setup");
        await bench.SayAsync(Patti, Help.UserPrincipalName);
        var face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("OPENS."), face.Text);
        Assert.True(face.Says("remove-tenant-wide-mail.ps1"));
        Assert.True((await bench.SayAsync(Patti, "check")).Says("OPENS."));

        await bench.SayAsync(Patti, "skip");
        Assert.True((await bench.SayAsync(Patti, "ann@contoso.example, guest@contoso.example")).Says("Guests may not be agents"));
        await bench.SayAsync(Patti, "ann@contoso.example");
        var summary = await bench.SayAsync(Patti, "1");
        Assert.True(summary.Says("For a test only"));
        // To call it real work does not help.
        await bench.SayAsync(Patti, "change Purpose");
        await bench.SayAsync(Patti, "Real work");
        Assert.True((await bench.SayAsync(Patti, "yes")).Says("The check is not green"));
        await bench.SayAsync(Patti, "change Purpose");
        await bench.SayAsync(Patti, "Test");
        var end = await bench.SayAsync(Patti, "yes");

        Assert.True(end.Says("setup is not finished"));
        Assert.True(end.Says("4. Only these mailboxes open – now"));
        Assert.True(Assert.Single(bench.Configuration.Mailboxes).IsPilot);
        Assert.True(Assert.Single(bench.Configuration.Services).IsLive);
        Consent(bench, "User.Read.All");
        bench.Access.Closed[Boss.Id] = new Failure(FailureCategory.Refused, "ErrorAccessDenied");
        Assert.True((await bench.PressAsync(Patti, end, "Check again")).Says("Setup is finished"));
    }

    [Fact]
    public async Task N030_N043_E006_a_mailbox_that_is_still_closed_is_waited_for_and_not_called_a_failure()
    {
        using var bench = await OpenAsync();
        Consent(bench, "User.Read.All");
        bench.Access.Closed[Help.Id] = new Failure(FailureCategory.Refused, "ErrorAccessDenied");
        await bench.SayAsync(Patti, "setup");
        await bench.SayAsync(Patti, Help.UserPrincipalName);
        var face = await bench.SayAsync(Patti, "yes");

        Assert.True(face.Says("30 minutes to 2 hours"), face.Text);
        Assert.True(face.Says(Bot.Cards.MailboxWords.Cause(Words.English, MailboxCondition.AccessPending)));
        Assert.True(face.Says("# ---- 2-app-scope.ps1 ----"));
        Assert.True(face.Says("needs the role Exchange Administrator"));
        Assert.Equal("https://learn.microsoft.com/exchange/permissions-exo/application-rbac", face.Button("Microsoft explains").GetProperty("url").GetString());
        Assert.Equal("https://learn.microsoft.com/exchange/permissions-exo/application-access-policies", face.Button("About the old policies").GetProperty("url").GetString());
        Assert.False(face.Says("remove-tenant-wide-mail.ps1"));
        bench.Access.Closed.Clear();
        bench.Access.Closed[Boss.Id] = new Failure(FailureCategory.Refused, "ErrorAccessDenied");
        Assert.True((await bench.PressAsync(Patti, face, "Check now")).Says("Who answers the mail?"));
    }

    [Fact]
    public async Task N005_N037_the_check_shows_app_tenant_each_permission_each_mailbox_and_the_scope()
    {
        using var bench = await OpenAsync();
        Consent(bench, "User.Read.All", "Mail.ReadWrite", "Mail.Send", "Files.Read.All");
        var face = await bench.SayAsync(Patti, "permissions");

        Assert.True(face.Says(AppId));
        Assert.True(face.Says(TenantId));
        Assert.True(face.Says("Mail.Send: granted, known from the token."));
        Assert.True(face.Says("TeamsAppInstallation.ReadWriteSelfForUser.All: missing"));
        Assert.True(face.Says("Files.Read.All"));
        Assert.Contains("Check again", face.Titles);
        bench.Access.SignIn = new Failure(FailureCategory.Unauthenticated, "AADSTS7000215");
        var broken = await bench.PressAsync(Patti, face, "Check again");
        Assert.True(broken.Says("Entra does not accept the secret"));
        Assert.Contains("Open the page", broken.Titles);
        Assert.True((await bench.SayAsync(Patti, "Berechtigungen", "de-DE")).Says("Entra nimmt das Geheimnis nicht an"));
    }

    [Theory]
    [InlineData("explain The total size of App Access Policies exceeded the limit.", "about 300 fit", "Get-ApplicationAccessPolicy")]
    [InlineData("explain AADSTS7000222: the provided client secret keys are expired", "ended", "who runs the bot")]
    [InlineData("explain my coffee is cold", "names no error that I know", "AADSTS")]
    public async Task N044_F60_a_pasted_error_is_explained(string typed, string meaning, string more)
    {
        using var bench = await OpenAsync();
        var face = await bench.SayAsync(Patti, typed);
        Assert.Contains(meaning, face.Text, StringComparison.OrdinalIgnoreCase);
        Assert.True(face.Says(more));
    }

    [Theory]
    [InlineData("script scope", "New-ManagementScope", "Exchange Administrator")]
    [InlineData("script policy", "New-ApplicationAccessPolicy -AccessRight RestrictAccess -AppId $appId", "Exchange Administrator")]
    [InlineData("script group", "New-DistributionGroup -Name 'TeamsEmailBot mailboxes' -Type Security", "Exchange Administrator")]
    [InlineData("script grant", "'User.Read.All'", "Privileged Role Administrator")]
    [InlineData("script narrow", "Remove-MgServicePrincipalAppRoleAssignment", "Privileged Role Administrator")]
    [InlineData("script certificate", "New-SelfSignedCertificate", "Cloud Application Administrator")]
    [InlineData("script shared|Desk|desk@contoso.example", "New-Mailbox -Shared -Name 'Desk' -DisplayName 'Desk' -PrimarySmtpAddress $address", "Exchange Administrator")]
    [InlineData("script add|orders@contoso.example", "foreach ($mailbox in @('orders@contoso.example'))", "Exchange Administrator")]
    [InlineData("script sendas|help@contoso.example|sales@contoso.example", "Add-RecipientPermission -Identity $address -Trustee 'help@contoso.example' -AccessRights SendAs", "Exchange Administrator")]
    public async Task N020_N031_N036_N042_E009_E010_E014_E015_E016_E018_E021_X072_each_script_is_made_with_the_values_of_the_tenant(string typed, string holds, string role)
    {
        using var bench = await OpenAsync();
        foreach (var line in typed.Split('|'))
            await bench.SayAsync(Patti, line);
        var face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says(holds), face.Text);
        Assert.True(face.Says(role));
    }

    [Fact]
    public async Task N032_N038_the_inputs_of_group_and_policy_can_be_changed_before_the_script_is_made()
    {
        using var bench = await OpenAsync();
        await bench.SayAsync(Patti, "script group");
        await bench.SayAsync(Patti, "change E-mail address of the group");
        await bench.SayAsync(Patti, "desk@contoso.example");
        await bench.SayAsync(Patti, "change Owners");
        await bench.SayAsync(Patti, "ann@contoso.example");
        Assert.True((await bench.SayAsync(Patti, "yes")).Says("-ManagedBy @('ann@contoso.example')"));

        await bench.SayAsync(Patti, "script policy");
        await bench.SayAsync(Patti, "change Access right");
        await bench.SayAsync(Patti, "2");
        Assert.True((await bench.SayAsync(Patti, "yes")).Says("-AccessRight DenyAccess"));
    }

    [Theory]
    [InlineData("AADSTS700016", "nobody has consented there yet, or the application id is wrong")]
    [InlineData("AADSTS65001", "Nobody has consented to the permissions.")]
    public async Task P001_a_tenant_that_does_not_know_the_app_yet_is_led_to_the_consent(string code, string said)
    {
        using var bench = await OpenAsync();
        bench.Access.SignIn = new Failure(FailureCategory.Unauthenticated, code);
        var face = await bench.SayAsync(Patti, "setup");
        Assert.True(face.Says("1. The bot signs in to Microsoft 365 – done"));
        Assert.True(face.Says(said));
        Assert.Contains("Open the consent page", face.Titles);
    }

    [Fact]
    public async Task G041_a_managed_identity_has_no_consent_page_and_gets_a_script()
    {
        using var bench = await OpenAsync();
        bench.Access.Facts = new CredentialFacts(CredentialKind.ManagedIdentity, null, null, EntraCloud.Global.Authority, EntraCloud.Global.Graph);
        var face = await bench.SayAsync(Patti, "setup");
        Assert.DoesNotContain("Open the consent page", face.Titles);
        Assert.True(face.Says("New-MgServicePrincipalAppRoleAssignment"));
    }

    [Fact]
    public async Task However_many_mailboxes_there_are_they_are_tried_side_by_side_the_cards_hold_and_no_script_is_cut()
    {
        DirectoryUser[] many = [.. Enumerable.Range(0, 300).Select(number => Account($"dddddddd-0000-0000-0000-{number:d12}", $"mailbox-number-{number}@contoso.example", $"Mailbox {number}"))];
        using var bench = await DialogBench.OpenAsync(
            Configuration.Empty with
            {
                Units = [new OrganizationUnit(new UnitId("u"), "Unit", null)],
                Mailboxes = [.. many.Select(one => new Mailbox { Id = new MailboxId(one.Id), Name = one.DisplayName, Unit = new UnitId("u"), UserPrincipalName = one.UserPrincipalName })],
            },
            null,
            many);
        bench.Access.Facts = new CredentialFacts(CredentialKind.ClientSecret, TenantId, AppId, EntraCloud.Global.Authority, EntraCloud.Global.Graph);
        Consent(bench, "User.Read.All");
        // The first one opens when another one is being tried.
        var (begun, together) = (0, new TaskCompletionSource());
        bench.Access.Opening = async _ =>
        {
            if (Interlocked.Increment(ref begun) == 2)
                together.SetResult();
            await together.Task.WaitAsync(TimeSpan.FromSeconds(30));
        };
        bench.Access.Closed[many[299].Id] = new Failure(FailureCategory.Refused, "ErrorAccessDenied");

        var setup = await bench.SayAsync(Patti, "setup");
        Assert.True(setup.Says("mailbox-number-299@contoso.example"));
        Assert.True(setup.Says("And 292 more mailboxes."));
        Assert.True(setup.Says("too many mailboxes for one script"));
        Assert.False(setup.Says("New-DistributionGroup"));
        await bench.SayAsync(Patti, "script group");
        Assert.True((await bench.SayAsync(Patti, "yes")).Says("too many mailboxes for one script"));
        Assert.True((await bench.SayAsync(Patti, "permissions")).Says("more mailboxes."));
    }

    [Theory]
    [InlineData("common", "Name one tenant")]
    [InlineData("contoso", "This is no id")]
    public async Task P010_E029_F59_a_wrong_tenant_is_refused_with_the_reason_beside_it(string given, string reason)
    {
        using var bench = await OpenAsync();
        await bench.SayAsync(Patti, "script host");
        await bench.SayAsync(Patti, "mailbot");
        await bench.SayAsync(Patti, "mail-group");
        await bench.SayAsync(Patti, "change Tenant");
        Assert.True((await bench.SayAsync(Patti, given)).Says(reason));
        await bench.SayAsync(Patti, "contoso.example");
        var script = await bench.SayAsync(Patti, "yes");
        Assert.True(script.Says("'Graph__TenantId=contoso.example'"));
        Assert.True(script.Says("--name 'mailbot' --resource-group 'mail-group'"));
    }

    [Fact]
    public async Task E039_E041_a_new_secret_gets_a_description_by_which_it_is_known_and_its_value_is_copied()
    {
        using var bench = await OpenAsync();
        await bench.SayAsync(Patti, "script host");
        await bench.SayAsync(Patti, "mailbot");
        await bench.SayAsync(Patti, "mail-group");
        var script = await bench.SayAsync(Patti, "yes");
        Assert.True(script.Says($"Describe it as “TeamsEmailBot {bench.Clock.GetUtcNow():yyyy-MM-dd}”, and copy its value, not its id"), script.Text);
    }

    [Fact]
    public async Task E025_E026_E031_E044_E058_G042_G043_G044_G045_G047_P004_P007_X033_X034_help_tells_how_the_app_is_registered()
    {
        using var bench = await OpenAsync();
        bench.Access.SignIn = new Failure(FailureCategory.Unauthenticated, "AADSTS7000215");
        bench.Access.Facts = bench.Access.Facts with { ClientId = null };
        var face = await bench.SayAsync(Patti, "setup");
        Assert.EndsWith("/CreateApplicationBlade", face.Button("Register the app").GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://learn.microsoft.com/entra/identity-platform/quickstart-register-app", face.Button("Microsoft explains").GetProperty("url").GetString());

        face = await bench.SayAsync(Patti, "help");
        Assert.True(face.Says("create one named TeamsEmailBot (role Cloud Application Administrator is enough), for this tenant only: it cannot be moved to another one later."), face.Text);
        Assert.True(face.Says("needs http://127.0.0.1:3978/api/consent/callback (platform Web) for the consent link, and nothing more."), face.Text);
        Assert.True(face.Says("add a certificate (better; “script certificate” makes one) or a secret") && face.Says("With one, only the settings count."), face.Text);
    }

    [Fact]
    public async Task G049_P018_the_consent_is_explained_and_the_address_it_leads_back_to_is_named()
    {
        using var bench = await OpenAsync();
        var face = await bench.SayAsync(Patti, "setup");
        Assert.Equal("https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview", face.Button("Microsoft explains").GetProperty("url").GetString());
        Assert.True((await bench.SayAsync(Patti, "help")).Says("AADSTS50011, the app lacks the redirect address http://127.0.0.1:3978/api/consent/callback (platform Web)"));

        var explained = await bench.SayAsync(Patti, "explain AADSTS50011: The redirect URI specified in the request does not match.");
        Assert.True(explained.Says("may not lead back to the bot") && explained.Says("Who must act: the administrator of Microsoft Entra ID."), explained.Text);
        Assert.EndsWith($"/~/Authentication/appId/{AppId}", explained.Button("Open the page").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign in", "1. The bot signs in to Microsoft 365 – now")]
    [InlineData("consent", "2. Permissions are consented to – now")]
    [InlineData("scope", "4. Only these mailboxes open – now")]
    public async Task N007_P004_each_station_that_waits_for_somebody_else_outlasts_a_restart_and_is_left_without_a_trace(string station, string progress)
    {
        using var bench = await OpenAsync();
        if (station == "sign in")
            bench.Access.SignIn = new Failure(FailureCategory.Unauthenticated, "AADSTS7000222");
        var face = await bench.SayAsync(Patti, "setup");
        if (station == "scope")
        {
            Consent(bench, "User.Read.All");
            bench.Access.Closed[Help.Id] = new Failure(FailureCategory.Refused, "ErrorAccessDenied");
            await bench.SayAsync(Patti, "check");
            await bench.SayAsync(Patti, Help.UserPrincipalName);
            face = await bench.SayAsync(Patti, "yes");
        }

        Assert.True(face.Says(progress), face.Text);
        var revision = bench.Configuration.Revision;
        await bench.RestartAsync();
        var again = await bench.SayAsync(Patti, "continue");
        Assert.True(again.Says(progress), again.Text);
        Assert.True((await bench.PressAsync(Patti, again, "Check now")).Says(progress));
        Assert.True((await bench.SayAsync(Patti, "cancel")).Says("Cancelled. Nothing was changed."));
        Assert.Equal(revision, bench.Configuration.Revision);
        Assert.True((await bench.SayAsync(Patti, "setup")).Says(progress));
    }

    private static async Task<DialogBench> OpenAsync()
    {
        var bench = await DialogBench.OpenAsync(null, null, Help, Boss, Ann, Guest);
        bench.Access.Facts = new CredentialFacts(CredentialKind.ClientSecret, TenantId, AppId, EntraCloud.Global.Authority, EntraCloud.Global.Graph);
        bench.Access.People = [Help, Boss, Guest];
        Consent(bench);
        return bench;
    }

    private static void Consent(DialogBench bench, params string[] roles) =>
        bench.Access.SignIn = new TokenFacts(AppId, TenantId, "5a7b1c02-0000-4a10-9c00-000000000009", roles);

    private static string LinkOf(Face face) => face.Button("Open the consent page").GetProperty("url").GetString()!;
}
