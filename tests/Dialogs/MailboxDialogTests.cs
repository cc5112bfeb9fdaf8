using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using static TeamsEmailBot.Tests.Administration.DirectoryFake;
using static TeamsEmailBot.Tests.Dialogs.DialogBench;

namespace TeamsEmailBot.Tests.Dialogs;

public sealed class MailboxDialogTests
{
    private const string HelpId = "0b000000-0000-0000-0000-000000000001";
    private const string OrdersId = "0b000000-0000-0000-0000-000000000002";
    private const string NewId = "0b000000-0000-0000-0000-000000000003";
    private const string Service = "Customer Care";

    private static readonly UnitId Unit = new("contoso");

    private static readonly Configuration Office = Configuration.Empty with
    {
        Tenant = new TenantSettings { ServiceLicences = 1 },
        Units = [new OrganizationUnit(Unit, "Contoso")],
        Mailboxes = [Box(HelpId, "Customer Help", "help@contoso.example"), Box(OrdersId, "Orders", "orders@contoso.example") with { Direction = MailDirection.Outbound }],
        Services = [new Service { Id = new ServiceId("care"), Name = Service, Unit = Unit, Mailbox = new MailboxId(HelpId), HasServiceLicence = true }],
    };

    private static readonly DirectoryUser[] Accounts =
    [
        Account(HelpId, "help@contoso.example", "Customer Help", false, "hilfe@contoso.example"), Account(OrdersId, "orders@contoso.example", "Orders"),
        Account(NewId, "billing@contoso.example", "Billing & Invoices", false, "rechnung@contoso.example"),
    ];

    [Fact]
    public async Task N016_G004_G014_G015_G024_by_cards_two_questions_make_a_mailbox_that_is_disabled()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.PressAsync(Patti, await bench.SayAsync(Patti, "mailboxes"), "Add a mailbox");
        Assert.True(face.Says("Shall the mailbox receive, or only send?"));
        face = await bench.PressAsync(Patti, face, "Next", "inbound");
        Assert.True(face.Says("Which mailbox of Exchange Online is it?"));
        face = await bench.PressAsync(Patti, face, "Next", "rechnung@contoso.example");
        Assert.True(face.Says("Billing Invoices") && face.Says("billing@contoso.example") && face.Says("Contoso"), face.Text);
        Assert.True(face.Says("Exchange lets the bot in.") && face.Says("It begins disabled") && face.Says("a shared mailbox"), face.Text);
        face = await bench.PressAsync(Patti, face, "Save");
        Assert.True(face.Says("The mailbox Billing Invoices is there, and disabled."), face.Text);

        var added = bench.Configuration.Mailbox(new MailboxId(NewId))!;
        Assert.Equal(("Billing Invoices", "billing@contoso.example", Unit, 5, MailDirection.Inbound), (added.Name, added.UserPrincipalName, added.Unit, added.MaxMailMegabytes, added.Direction));
        Assert.Equal(new FolderNames(), added.Folders);
        Assert.Equal(["billing@contoso.example", "rechnung@contoso.example"], added.Addresses);
        Assert.False(bench.Configuration.IsWatched(added.Id));
    }

    [Theory]
    [InlineData("en-US", "mailbox add", "inbound", "yes", "is there, and disabled")]
    [InlineData("de-DE", "Postfach anlegen", "Eingehend", "ja", "ist angelegt, aber noch aus")]
    public async Task By_typing_alone(string locale, string command, string direction, string yes, string end)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, $"{command} {direction}", locale);
        await bench.SayAsync(Patti, "billing@contoso.example", locale);
        var face = await bench.SayAsync(Patti, yes, locale);
        Assert.True(face.Says(end), face.Text);
    }

    [Theory]
    [InlineData("mailbox add billing@contoso.example", MailDirection.Inbound)]
    [InlineData("mailbox add rechnung@contoso.example", MailDirection.Inbound)]
    [InlineData("mailbox add outbound billing@contoso.example", MailDirection.Outbound)]
    public async Task N016_the_address_may_be_typed_behind_the_command(string command, MailDirection direction)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, command);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(direction, bench.Configuration.Mailbox(new MailboxId(NewId))!.Direction);
    }

    [Fact]
    public async Task N021_what_is_wrong_with_a_typed_address_is_said_and_the_direction_kept()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.SayAsync(Patti, "mailbox add outbound nobody@contoso.example");
        Assert.True(face.Says("knows no account “nobody@contoso.example”"), face.Text);
        await bench.SayAsync(Patti, "billing@contoso.example");
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(MailDirection.Outbound, bench.Configuration.Mailbox(new MailboxId(NewId))!.Direction);
    }

    [Theory]
    [InlineData("shared", "Exchange says what it is: a shared mailbox.", "Inbound · a shared mailbox")]
    [InlineData("User", "Exchange says what it is: a person’s mailbox.", "Inbound · a person’s mailbox")]
    [InlineData("room", "Exchange says what it is: a room or a device.", "Inbound · a room or a device")]
    [InlineData(null, "The account has no licence: a shared mailbox", "Inbound · shared or room (no licence)")]
    public async Task N014_E012_G007_what_kind_of_mailbox_it_is_Exchange_says_and_if_it_may_not_the_licence(string? purpose, string said, string listed)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        if (purpose is not null)
            bench.Access.Purpose = purpose;
        var face = await bench.SayAsync(Patti, "mailbox add billing@contoso.example");
        Assert.True(face.Says(said), face.Text);
        Assert.Equal(listed, Bot.Cards.MailboxLines.Kind(Bot.Resources.Words.English, Cards.SampleMailboxes.All[0], isLicensed: false, purpose));
    }

    [Fact]
    public async Task Without_a_unit_the_first_one_is_named_after_the_organization_and_made_with_the_mailbox()
    {
        using var bench = await OpenAsync(null, null, Accounts);
        await bench.SayAsync(Patti, "mailbox add inbound");
        var face = await bench.SayAsync(Patti, "billing@contoso.example");
        Assert.True(face.Says("New unit:") && face.Says("Contoso"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(new OrganizationUnit(Unit, "Contoso"), Assert.Single(bench.Configuration.Units));
        Assert.Equal(Unit, Assert.Single(bench.Configuration.Mailboxes).Unit);
    }

    [Fact]
    public async Task Another_account_on_the_summary_brings_another_default_name_which_nobody_else_changed()
    {
        using var bench = await OpenAsync(Office with { Mailboxes = [Office.Mailboxes[0]] }, null, Accounts);
        await bench.SayAsync(Patti, "mailbox add outbound");
        await bench.SayAsync(Patti, "billing@contoso.example");
        await bench.SayAsync(Patti, $"change {MailAccount}");
        var face = await bench.SayAsync(Patti, "orders@contoso.example");
        Assert.True(face.Says("Orders") && !face.Says("Billing") && !face.Says("somebody else"), face.Text);
        await bench.DoAsync(new ChangeMailbox(new MailboxId(HelpId), Office.Mailboxes[0] with { Name = "Desk" }));
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("The mailbox Orders is there"), face.Text);
    }

    [Theory]
    [InlineData("nobody@contoso.example", "nobody", "knows no account")]
    [InlineData("billing@contoso.example", "no-mailbox", "a licence, but no mailbox")]
    [InlineData("billing@contoso.example", "no-licence", "neither a licence nor a shared mailbox")]
    [InlineData("billing@contoso.example", "on-premises", "on a server on premises")]
    [InlineData("billing@contoso.example", "guest", "a guest of the tenant")]
    [InlineData("help@contoso.example", "twice", "The mailbox “Customer Help” has this address already")]
    [InlineData("hilfe@contoso.example", "alias", "The mailbox “Customer Help” has this address already")]
    [InlineData("billing contoso.example", "space", "user principal name")]
    [InlineData("billing.contoso.example", "no-at", "@")]
    public async Task N014_N021_N022_each_reason_against_an_account_is_told_apart(string account, string trouble, string said)
    {
        var billing = Accounts[2] with { IsLicensed = trouble == "no-mailbox", IsSynchronised = trouble == "on-premises", IsGuest = trouble == "guest" };
        using var bench = await OpenAsync(Office, null, [.. Accounts[..2], billing]);
        if (trouble is "no-mailbox" or "no-licence" or "on-premises")
            bench.Access.Closed[NewId] = new Failure(FailureCategory.MailboxUnavailable, "MailboxNotEnabledForRESTAPI");
        await bench.SayAsync(Patti, "mailbox add inbound");
        var face = await bench.SayAsync(Patti, account);
        Assert.True(face.Says(said) && face.Says("Caution:") && face.Says("Which mailbox of Exchange Online is it?"), face.Text);
        Assert.Equal(account, face.Value);
    }

    [Theory]
    [InlineData("en-US", "mailbox add inbound", "help", "the bot makes none", "application permissions, so no account needs Full Access")]
    [InlineData("de-DE", "Postfach hinzufügen eingehend", "Hilfe", "New-Mailbox -Shared", "auch Vollzugriff oder eine Stellvertretung braucht kein Konto")]
    public async Task N020_E009_E013_P009_P014_help_tells_how_a_shared_mailbox_is_made_and_that_the_bot_works_without_a_user(
        string locale, string command, string help, string first, string second)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, command, locale);
        var face = await bench.SayAsync(Patti, help, locale);
        Assert.True(face.Says(first) && face.Says(second), face.Text);
    }

    [Fact]
    public async Task F61_a_mailbox_that_Exchange_keeps_closed_can_be_added_and_who_must_act_is_said()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Access.Closed[NewId] = new Failure(FailureCategory.Refused, "ErrorAccessDenied");
        await bench.SayAsync(Patti, "mailbox add inbound");
        var face = await bench.SayAsync(Patti, "billing@contoso.example");
        Assert.True(face.Says("Consent is not what is missing") && face.Says("Who must act: the administrator of Exchange Online. ") && face.Says("Required first:"), face.Text);
        face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("is there, and disabled"), face.Text);
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData("Postfach für Ärger_2@contoso.example-A", true)]
    [InlineData("Ελλάδα 客服", true)]
    [InlineData("0123456789012345678901234567890123456789", true)]
    [InlineData("01234567890123456789012345678901234567890", false)]
    [InlineData("Help!", false)]
    [InlineData("Help/Desk", false)]
    [InlineData("<b>", false)]
    public async Task N017_N018_G022_G027_a_name_has_1_to_40_characters_of_those_allowed(string name, bool isRight)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, "mailbox edit Orders");
        await bench.SayAsync(Patti, "change name");
        var face = await bench.SayAsync(Patti, $"“{name}”");
        Assert.Equal(!isRight, face.Says("What shall it be called in lists and cards?"));
        if (!isRight)
            return;
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(name, bench.Configuration.Mailbox(new MailboxId(OrdersId))!.Name);
    }

    [Theory]
    [InlineData("4", false)]
    [InlineData("5", true)]
    [InlineData("20", true)]
    [InlineData("21", false)]
    [InlineData("ten", false)]
    public async Task G028_a_size_is_5_to_20(string size, bool isRight)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, "mailbox edit Customer Help");
        await bench.SayAsync(Patti, "change maxMailMegabytes");
        var face = await bench.SayAsync(Patti, size);
        Assert.Equal(!isRight, face.Says("Up to how many megabytes"));
        await bench.SayAsync(Patti, "yes");
        Assert.Equal(isRight ? int.Parse(size, System.Globalization.CultureInfo.InvariantCulture) : 5, bench.Configuration.Mailboxes[0].MaxMailMegabytes);
    }

    [Theory]
    [InlineData("folders.handled", "Inbox", "Folder for handled mail:")]
    [InlineData("folders.ended", "Failed", "Folder for mail that is no task:")]
    public async Task A_folder_name_that_the_rules_refuse_is_refused_beside_its_value(string key, string name, string said)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        await bench.SayAsync(Patti, "mailbox edit Customer Help");
        await bench.SayAsync(Patti, $"change {key}");
        await bench.SayAsync(Patti, name);
        var face = await bench.SayAsync(Patti, "yes");
        Assert.True(face.Says("Caution:") && face.Says(said), face.Text);
        Assert.Equal(new FolderNames(), bench.Configuration.Mailboxes[0].Folders);
    }

    [Theory]
    [InlineData("en-US", "The service “Customer Care” uses this mailbox")]
    [InlineData("de-DE", "Der Service „Customer Care“ benutzt dieses Postfach")]
    public async Task N023_G021_G029_while_assigned_the_address_is_locked_and_the_service_is_named(string locale, string said)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.SayAsync(Patti, "mailbox edit Customer Help");
        face = await bench.PressAsync(Patti, face, "dialog.change", MailAccount, locale);
        Assert.True(face.Says(said), face.Text);
        face = await bench.PressAsync(Patti, face, "dialog.next", "billing@contoso.example", locale);
        face = await bench.PressAsync(Patti, face, "dialog.confirm", null, locale);
        Assert.True(face.Says(said), face.Text);
        Assert.Equal("help@contoso.example", bench.Configuration.Mailboxes[0].UserPrincipalName);

        await bench.DoAsync(new ChangeService(bench.Configuration.Services[0] with { Mailbox = null }));
        face = await bench.PressAsync(Patti, face, "dialog.confirm", null, locale);
        Assert.Null(bench.Configuration.Mailbox(new MailboxId(HelpId)));
        Assert.Equal(["billing@contoso.example", "rechnung@contoso.example"], bench.Configuration.Mailbox(new MailboxId(NewId))!.Addresses);
    }

    [Fact]
    public async Task G013_another_mailbox_in_its_place_takes_no_From_addresses_along()
    {
        var proven = new FromAddress("sales@contoso.example", "Sales", SampleTime);
        using var bench = await OpenAsync(Office with { Mailboxes = [Office.Mailboxes[0], Office.Mailboxes[1] with { FromAddresses = [proven] }] }, null, Accounts);
        await bench.SayAsync(Patti, "mailbox edit Orders");
        await bench.SayAsync(Patti, $"change {MailAccount}");
        var face = await bench.SayAsync(Patti, "billing@contoso.example");
        Assert.True(face.Says("its From addresses go"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Empty(bench.Configuration.Mailbox(new MailboxId(NewId))!.FromAddresses);
    }

    [Theory]
    [InlineData("en-US", "Remove", "Take the mailbox off the service first")]
    [InlineData("de-DE", "Entfernen", "Nehmen Sie das Postfach zuerst vom Service")]
    public async Task G019_a_mailbox_in_use_is_not_removed_and_the_way_out_is_said(string locale, string button, string said)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.SayAsync(Patti, "mailbox remove Customer Help", locale);
        Assert.True(face.Says(said) && face.Says(Service), face.Text);
        face = await bench.PressAsync(Patti, face, button, null, locale);
        Assert.True(face.Says(said), face.Text);
        Assert.Equal(2, bench.Configuration.Mailboxes.Count);
        face = await bench.SayAsync(Patti, "mailbox remove Orders", locale);
        face = await bench.PressAsync(Patti, face, button, null, locale);
        Assert.Single(bench.Configuration.Mailboxes);
    }

    [Theory]
    [InlineData("mailboxes", "Customer Help", "Orders")]
    [InlineData("mailboxes all", "Customer Help", "Orders")]
    [InlineData("mailboxes inbound", "Customer Help", null)]
    [InlineData("mailboxes outbound", null, "Orders")]
    [InlineData("Postfächer ausgehend", null, "Orders")]
    [InlineData("mailboxes Orders@CONT", null, "Orders")]
    [InlineData("mailboxes care", "Customer Help", null)]
    [InlineData("mailboxes inbound orders", null, null)]
    public async Task G006_G008_G012_the_list_is_filtered_by_direction_and_text(string typed, string? first, string? second)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Mailboxes.Mailboxes = Statuses();
        var face = await bench.SayAsync(Patti, typed);
        Assert.Equal(first is not null, face.Says("help@contoso.example"));
        Assert.Equal(second is not null, face.Says("orders@contoso.example"));
        Assert.Equal(first is null && second is null, face.Says("None of the 2 mailboxes fits."));
    }

    [Fact]
    public async Task G007_G018_N058_a_row_says_name_address_type_direction_service_state_and_last_mail_in_words()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Mailboxes.Mailboxes = Statuses();
        var face = await bench.SayAsync(Patti, "mailboxes");
        Assert.True(face.Says("Customer Help") && face.Says("help@contoso.example · Inbound · shared or room (no licence)") && face.Says(Service), face.Text);
        Assert.True(face.Says("Enabled. ") && face.Says("last mail ") && face.Says("Disabled. ") && face.Says("For sending only"), face.Text);
        Assert.Equal(["retry all"], bench.Mailboxes.Asked);
    }

    [Fact]
    public async Task G010_an_empty_list_offers_to_add()
    {
        using var bench = await OpenAsync();
        var face = await bench.SayAsync(Patti, "mailboxes");
        Assert.True(face.Says("No mailbox is set up yet."));
        face = await bench.PressAsync(Patti, face, "Add a mailbox");
        Assert.True(face.Says("Shall the mailbox receive, or only send?"));
    }

    [Theory]
    [InlineData("mailboxes Customer Help")]
    [InlineData("mailboxes hilfe@contoso.example")]
    public async Task G011_N057_one_mailbox_is_shown_in_detail_and_tried_again(string typed)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Mailboxes.Mailboxes = Statuses(new MailboxTrouble(FailureCategory.Refused, "ErrorAccessDenied", SampleTime, SampleTime.AddMinutes(3), 5));
        var face = await bench.SayAsync(Patti, typed);
        Assert.Equal([$"retry {HelpId}"], bench.Mailboxes.Asked);
        Assert.True(face.Says("Who must act:") && face.Says("ErrorAccessDenied") && face.Says("hilfe@contoso.example") && face.Says("Unit:"), face.Text);
        Assert.Equal(["Change", "Send a test mail", "Add a From address", "Try again now", "Remove", "All mailboxes"], face.Titles);
        face = await bench.PressAsync(Patti, face, "Change");
        Assert.True(face.Says("Change a mailbox") && face.Says("1. Name:"));
    }

    [Theory]
    [InlineData("HILFE@contoso.example", false)]
    [InlineData("sales@contoso.example", true)]
    public async Task F34_G003_G032_G034_G037_an_own_address_needs_no_proof_and_another_one_is_proven_by_a_test_mail(string address, bool isProven)
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Access.Senders.Add("sales@contoso.example");
        var face = await bench.SayAsync(Patti, "from add Customer Help");
        face = await bench.PressAsync(Patti, face, "Next", address);
        face = await bench.PressAsync(Patti, face, "Next", "Contoso Sales");
        face = await bench.PressAsync(Patti, face, "Save");
        Assert.True(face.Says($"may leave from {address}"), face.Text);
        var from = Assert.Single(bench.Configuration.Mailboxes[0].FromAddresses);
        Assert.Equal((address, "Contoso Sales", isProven), (from.Address, from.DisplayName, from.ProvenAt is not null));
        Assert.Equal(isProven ? 1 : 0, bench.Access.Sent.Count);
    }

    [Theory]
    [InlineData("sales@contoso.example", "Add-RecipientPermission -Identity 'sales@contoso.example' -Trustee 'help@contoso.example' -AccessRights SendAs")]
    [InlineData("sales", "Give an address such as")]
    [InlineData("a@b@contoso.example", "Give an address such as")]
    [InlineData("hilfe@contoso.example", "in the list already")]
    public async Task F34_an_address_that_Exchange_refuses_is_not_listed_and_the_right_and_its_script_are_named(string address, string said)
    {
        var listed = Office.Mailboxes[0] with { FromAddresses = [new FromAddress("hilfe@contoso.example")] };
        using var bench = await OpenAsync(Office with { Mailboxes = [listed, Office.Mailboxes[1]] }, null, Accounts);
        await bench.SayAsync(Patti, "from add Customer Help");
        var face = await bench.SayAsync(Patti, address);
        Assert.True(face.Says(said) && face.Says("Which address may answers leave from?"), face.Text);
        Assert.Single(bench.Configuration.Mailboxes[0].FromAddresses);
    }

    [Fact]
    public async Task G036_removing_a_From_address_in_use_warns_and_the_service_sends_from_the_mailboxs_own_again()
    {
        var office = Office with
        {
            Mailboxes = [Office.Mailboxes[0] with { FromAddresses = [new FromAddress("hilfe@contoso.example")] }, Office.Mailboxes[1]],
            Services = [Office.Services[0] with { FromAddress = "hilfe@contoso.example" }],
        };
        using var bench = await OpenAsync(office, null, Accounts);
        await bench.SayAsync(Patti, "from remove Customer Help");
        var face = await bench.SayAsync(Patti, "hilfe@contoso.example");
        Assert.True(face.Says("Caution:") && face.Says($"The service “{Service}” sends from this address"), face.Text);
        await bench.SayAsync(Patti, "yes");
        Assert.Empty(bench.Configuration.Mailboxes[0].FromAddresses);
        Assert.Null(bench.Configuration.Services[0].FromAddress);
    }

    [Fact]
    public async Task E023_E037_a_test_mail_says_how_far_it_came()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        var face = await bench.SayAsync(Patti, "mailbox test Customer Help");
        Assert.True(face.Says("1. Sent at") && face.Says("2. Not arrived yet") && face.Says("3. No notification is awaited"), face.Text);
        Assert.Equal((HelpId, "help@contoso.example", null), (bench.Access.Sent[0].Mailbox.Value, bench.Access.Sent[0].Mail.To, bench.Access.Sent[0].Mail.From));
        bench.Access.ArrivedAt = bench.Clock.GetUtcNow();
        face = await bench.PressAsync(Patti, face, "Look again");
        Assert.True(face.Says("2. Arrived at") && face.Says("The way of the mail is open."), face.Text);
        Assert.Single(bench.Access.Sent);
    }

    [Fact]
    public async Task E023_a_test_mail_that_Exchange_refuses_says_who_must_act()
    {
        using var bench = await OpenAsync(Office, null, Accounts);
        bench.Access.Closed[HelpId] = new Failure(FailureCategory.Refused, "ErrorAccessDenied");
        var face = await bench.SayAsync(Patti, "Postfach testen Customer Help", "de-DE");
        Assert.True(face.Says("Nicht gesendet") && face.Says("die Administration von Exchange Online"), face.Text);
    }

    [Theory]
    [InlineData("mailboxes")]
    [InlineData("mailbox add")]
    [InlineData("mailbox edit Orders")]
    [InlineData("mailbox remove Orders")]
    [InlineData("from add Orders")]
    [InlineData("from remove Orders")]
    [InlineData("mailbox test Orders")]
    public async Task G002_who_is_no_administrator_sees_and_does_none_of_it(string typed)
    {
        var agent = new User { Id = new AgentId(Stranger), DisplayName = "Megan", UserPrincipalName = "megan@contoso.example", Roles = Roles.Agent | Roles.Supervisor };
        using var bench = await OpenAsync(Office with { Users = [agent] }, null, Accounts);
        var face = await bench.SayAsync(Stranger, typed);
        Assert.True(face.Says("I did not understand that.") && !face.Says("mailbox"), face.Text);
        Assert.Empty(bench.Access.Sent);
        Assert.Empty(bench.Mailboxes.Asked);
    }

    private const string MailAccount = "userPrincipalName";

    private static readonly DateTimeOffset SampleTime = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static Mailbox Box(string id, string name, string address) => new()
    {
        Id = new MailboxId(id), Name = name, Unit = Unit, UserPrincipalName = address, Addresses = id == HelpId ? [address, "hilfe@contoso.example"] : [address],
    };

    private static MailboxStatus[] Statuses(MailboxTrouble? trouble = null)
    {
        var state = new MailboxState(new MailboxId(HelpId), new ServiceId("care"))
        {
            Baseline = SampleTime, AssignedAt = SampleTime.AddDays(-1), ContactAt = SampleTime, NewestSeen = SampleTime, Trouble = trouble,
            Directory = new DirectoryFacts(SampleTime, Exists: true, IsLicensed: false, IsSynchronised: false),
        };
        return
        [
            new(Office.Mailboxes[0], Office.Services[0], state, MailboxDiagnosis.Of(state, hasAddress: true, SampleTime), SampleTime),
            new(Office.Mailboxes[1], null, null, new MailboxDiagnosis(MailboxCondition.Off), null),
        ];
    }
}
