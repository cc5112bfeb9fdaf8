using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>What happens to a mailbox at Microsoft's side is told to administrators on one card each, with the way out, and the card closes when it is over.</summary>
public sealed class MailboxTroubleJourneyTests
{
    private const string Orders = "orders@contoso.example";

    [Fact]
    public async Task F62_a_new_access_policy_is_waited_for_then_called_a_refusal_and_the_same_card_closes_when_it_works()
    {
        await using var office = await Office.OpenAsync(new OfficeOptions { World = OutOfScope() }, Megan);
        await office.PassAsync(TimeSpan.FromSeconds(20));
        var card = Assert.Single(office.CardsWith(Patti, "does not let the bot in yet"));
        Assert.True(card.Contains("nobody; it passes by itself"));
        Assert.Equal("AccessPending", await ConditionAsync(office));

        await office.PassAsync(TimeSpan.FromHours(2.5), TimeSpan.FromMinutes(5));
        Assert.Equal("AccessDenied", await ConditionAsync(office));
        Assert.True(Same(office, card).Contains("RBAC for Applications"));

        office.Tenant.Mail.SetScope(Help, true);
        await office.PassUntilAsync(() => office.Tenant.Service.Subscriptions(Help).Count > 0, TimeSpan.FromMinutes(20));
        await office.PassAsync(TimeSpan.FromSeconds(20));
        Assert.True(Same(office, card).Contains("Solved"), Same(office, card).Words);
        Assert.Single(office.CardsWith(Patti, "Mailbox:"));
        await office.WriteAsync("At last", "Hello?");
        Assert.True(office.Sees(Megan, "At last"));
    }

    [Fact]
    public async Task F62_probes_back_off_and_do_not_hammer_Exchange()
    {
        await using var office = await Office.OpenAsync(new OfficeOptions { World = OutOfScope() });
        var before = office.Requests("GET", $"/v1.0/users/{office.IdOf()}");
        await office.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromSeconds(30));

        Assert.InRange(office.Requests("GET", $"/v1.0/users/{office.IdOf()}") - before, 6, 24);
    }

    [Fact]
    public async Task F58_an_expired_secret_is_told_at_once_repeated_daily_and_closed_when_there_is_a_new_one()
    {
        await using var office = await Office.OpenAsync(new OfficeOptions { RequireTokens = true }, Megan);
        office.Tenant.Faults.SecretExpired = true;
        office.Tenant.Service.RevokeTokens();
        await office.PassUntilAsync(() => office.Sees(Patti, "client secret of the app registration has expired"), TimeSpan.FromMinutes(5));
        await office.PassAsync(TimeSpan.FromMinutes(2));
        var first = Assert.Single(office.CardsWith(Patti, "has expired"));
        Assert.True(first.Contains("AADSTS7000222"));
        Assert.True(first.Contains("Mailboxes hit:"), "One card for both mailboxes: it is one trouble.");

        await office.PassAsync(TimeSpan.FromHours(25), TimeSpan.FromHours(1));
        var cards = office.CardsWith(Patti, "has expired");
        Assert.Equal(2, cards.Count);
        Assert.True(Same(office, first).Contains("A newer card about it stands further down"));

        office.Tenant.Faults.SecretExpired = false;
        await office.PassUntilAsync(() => Same(office, cards[^1]).Contains("Solved"), TimeSpan.FromMinutes(20));
        await office.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
        Assert.Equal(2, office.CardsWith(Patti, "has expired").Count);
        await office.WriteAsync("After the repair", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));
        Assert.True(office.Sees(Megan, "After the repair"));
    }

    [Theory]
    [InlineData(MailboxHealth.Deleted, "Deleted", "account of the mailbox was deleted")]
    [InlineData(MailboxHealth.Unlicensed, "LicenceLost", "its account has no licence")]
    [InlineData(MailboxHealth.OnPremises, "OnPremises", "lives on a server on premises")]
    [InlineData(MailboxHealth.Moving, "Migrating", "is moving the mailbox")]
    public async Task N055_N058_a_mailbox_that_is_gone_or_moved_is_told_with_its_cause_while_the_others_go_on(MailboxHealth health, string condition, string words)
    {
        await using var office = await Office.OpenAsync(Adele);
        office.Tenant.Mail.SetHealth(Help, health);
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));
        await office.LookIntoDirectoryAsync();
        await office.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(condition, await ConditionAsync(office));
        var card = Assert.Single(office.CardsWith(Patti, words));
        Assert.True(card.Contains("Customer Help"));
        await office.WriteAsync("For the other mailbox", "Hello?", mailbox: Orders);
        Assert.True(office.Sees(Adele, "For the other mailbox"));
        Assert.Equal("Fine", await ConditionAsync(office, Orders));

        office.Tenant.Mail.SetHealth(Help, MailboxHealth.Well);
        await office.PassUntilAsync(() => Same(office, card).Contains("Solved"), TimeSpan.FromMinutes(40));
        Assert.Equal("Fine", await ConditionAsync(office));
    }

    [Fact]
    public async Task F60_N057_the_card_carries_the_repair_and_looking_at_the_mailboxes_tries_again()
    {
        await using var office = await Office.OpenAsync();
        office.Tenant.Mail.SetScope(Help, false);
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));
        var card = Assert.Single(office.CardsWith(Patti, "does not let the bot in"));
        await office.PressAsync(Patti, "mailbox.retry", card: card);
        Assert.NotEqual("Fine", await ConditionAsync(office));

        office.Tenant.Mail.SetScope(Help, true);
        await office.PressAsync(Patti, "mailbox.retry", card: card);
        Assert.Equal("Fine", await ConditionAsync(office));
        Assert.True(Same(office, card).Contains("Solved"));
        Assert.DoesNotContain(Same(office, card).Actions, action => action.Verb == "mailbox.retry");

        office.Tenant.Faults.Next("POST /v1.0/subscriptions", FaultKind.Forbidden);
        office.Tenant.Service.RemoveSubscriptions(Help);
        await office.SettleAsync();
        Assert.Empty(office.Tenant.Service.Subscriptions(Help));
        await office.SayAsync(Patti, "mailboxes");
        Assert.Single(office.Tenant.Service.Subscriptions(Help));
    }

    [Fact]
    public async Task F14_a_mailbox_that_hangs_is_given_up_in_time_told_after_a_quarter_of_an_hour_and_holds_up_no_other()
    {
        await using var office = await Office.OpenAsync(new OfficeOptions { Moment = TimeSpan.FromSeconds(30) }, Adele);
        office.Tenant.Faults.SlowAnswer = TimeSpan.FromHours(1);
        office.Tenant.Faults.Next($"GET /v1.0/users/{office.IdOf()}/mailFolders/*", FaultKind.Slow, times: 10_000);
        office.Clock.Advance(TimeSpan.FromMinutes(4));
        office.Tenant.Mail.Deliver(Orders, Alex, "For the other mailbox", "Hello?");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await office.Tenant.Wait.ForCardAsync(Adele, patience.Token, "For the other mailbox");
        Assert.False(office.Sees(Patti, "does not answer for this mailbox"), "A few minutes disturb nobody.");

        await office.PassUntilAsync(() => office.Sees(Patti, "does not answer for this mailbox"), TimeSpan.FromMinutes(16));
        Assert.True(Assert.Single(office.CardsWith(Patti, "does not answer for this mailbox")).Contains("Customer Help"));

        office.Tenant.Faults.Clear();
        await office.PassUntilAsync(() => office.CardsWith(Patti, "does not answer for this mailbox").All(card => card.Contains("Solved")), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task F64_an_app_that_opens_every_mailbox_is_told_to_be_restricted()
    {
        var world = World.Contoso();
        var megan = world.People.Single(person => person.UserPrincipalName == Megan);
        var open = world with { Mailboxes = [.. world.Mailboxes, new WorldMailbox(megan.Id, megan.Name, "megan.own@contoso.example")] };
        await using var wide = await Office.OpenAsync(new OfficeOptions { World = open });
        await wide.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Single(wide.CardsWith(Patti, "can open mailboxes that are none of its business"));

        await using var narrow = await Office.OpenAsync();
        await narrow.PassAsync(TimeSpan.FromSeconds(20));
        Assert.False(narrow.Sees(Patti, "none of its business"));
        Assert.Equal(1, narrow.Requests("GET", $"/v1.0/users/{megan.Id}/mailFolders"));
    }

    [Fact]
    public async Task Who_is_named_in_Bot_Admins_is_told_and_may_look_although_nobody_set_him_up()
    {
        var world = World.Contoso();
        var named = new WorldPerson("b1c3a5d7-0007-4a10-9c00-000000000007", "Nestor Wilke", "nestorw@contoso.example", "nestor.wilke@contoso.example");
        await using var office = await Office.OpenAsync(new OfficeOptions
        {
            World = world with { People = [.. world.People, named] },
            Settings = new Dictionary<string, string?> { ["Bot:Admins"] = $"{named.UserPrincipalName},nobody@contoso.example" },
        });
        office.Tenant.Mail.SetScope(Help, false);
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));

        Assert.Single(office.CardsWith(named.UserPrincipalName, "does not let the bot in"));
        await office.SayAsync(named.UserPrincipalName, "mailboxes");
        Assert.True(office.Card(named.UserPrincipalName).Contains("Customer Help"));
        await office.SayAsync(Megan, "mailboxes");
        Assert.False(office.Card(Megan).Contains("Customer Help"));
    }

    private static World OutOfScope()
    {
        var world = World.Contoso();
        return world with { Mailboxes = [.. world.Mailboxes.Select(mailbox => mailbox.Address == Help ? mailbox with { InScope = false } : mailbox)] };
    }

    private static async Task<string?> ConditionAsync(Office office, string mailbox = Help) =>
        (await office.HealthAsync(mailbox)).GetProperty("condition").GetString();

    private static ChatActivity Same(Office office, ChatActivity card) =>
        office.Tenant.Teams.Chat(Patti).Single(activity => activity.Id == card.Id);
}
