using System.Text.Json.Nodes;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>From an empty store and a tenant in which nothing is consented to, to the first handled mail, by nothing but dialogs; every answer is counted.</summary>
public sealed class SetupJourneyTests
{
    private const int MostQuestions = 10;

    private static readonly OfficeOptions Empty = new() { Setup = null, RequireTokens = true, Consented = [] };

    [Fact]
    public async Task N007_N012_N024_N027_N071_E001_P001_P003_an_administrator_goes_live_by_cards_within_ten_questions()
    {
        await using var office = await OpenAsync(Empty);
        var guide = new Guided(office, typing: false);
        // Who installs the bot where nothing is set up is invited, once, although Teams tells of it twice.
        Assert.Single(office.CardsWith(Patti, "Nothing is set up yet."));
        Assert.Empty(office.CardsWith(Megan, "Nothing is set up yet."));
        await office.PressAsync(Patti, DialogVerbs.Setup);
        Assert.True(office.Sees(Patti, "2. Permissions are consented to – now"));
        Assert.True(office.Sees(Patti, "Mail.ReadWrite (required)"));
        Assert.True(office.Sees(Patti, "private window"));

        await office.Tenant.Admin.OpenConsentLinkAsync(guide.Link());
        await office.SettleAsync();
        // Who is told of the consent goes on from there.
        await guide.GoOnAsync();
        await guide.AnswerAsync(Help);
        await guide.ConfirmAsync();
        // The registration lists the mail permissions, so what was consented to opens everything (N-027).
        Assert.True(guide.Shows("4. Only these mailboxes open – now"));
        Assert.True(guide.Shows("OPENS. The app can read mailboxes that are none of its business."));
        Assert.True(guide.Shows("New-ManagementRoleAssignment"));
        // A mailbox that no service uses is not listened to (N-012).
        await office.WriteAsync("Too early", "Is anybody there?");
        Assert.Empty(office.Tenant.Service.Subscriptions(Help));
        office.Tenant.Admin.LimitMail([Help]);
        await guide.CheckAsync();
        await guide.AnswerAsync($"{Megan}, {Adele}");
        await guide.AnswerAsync("5");
        await guide.ConfirmAsync();

        Assert.True(guide.Shows("Setup is finished"));
        Assert.True(guide.Shows("5. E-mail, licences, agents and a live service – done"));
        Assert.InRange(guide.Questions, 1, MostQuestions);
        await HandleAsync(office);
    }

    [Fact]
    public async Task N007_N043_P004_an_administrator_goes_live_by_typing_in_German_within_ten_questions()
    {
        var world = World.Contoso();
        await using var office = await OpenAsync(Empty with
        {
            World = world with { People = [.. world.People.Select(person => person.UserPrincipalName == Patti ? person with { Locale = "de-DE" } : person)] },
        });
        var guide = new Guided(office, typing: true);
        await office.SayAsync(Patti, "Einrichtung");
        Assert.True(guide.Shows("2. Den Berechtigungen ist zugestimmt – jetzt"));
        await guide.CheckAsync();
        Assert.True(guide.Shows("Die Berechtigung, Personen nachzuschlagen, fehlt noch."));
        // By script, without the mail permissions: Exchange grants those.
        office.Tenant.Admin.Consent("User.Read.All", "Presence.Read.All");
        await guide.CheckAsync();
        await guide.AnswerAsync(Help);
        await guide.ConfirmAsync();
        Assert.True(guide.Shows("4. Nur diese Postfächer lassen sich öffnen – jetzt"));
        await office.RestartBotAsync();
        // Exchange takes its time; meanwhile nothing is called a failure (N-043, F-62).
        office.Tenant.Admin.GrantMailInExchange([Help], TimeSpan.FromMinutes(45));
        await guide.CheckAsync();
        Assert.Contains(MailboxWords.Cause(Words.German, MailboxCondition.AccessPending), office.Card(Patti).Words, StringComparison.Ordinal);
        await office.PassAsync(TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(15));
        await guide.CheckAsync();
        await guide.AnswerAsync(Megan);
        await guide.AnswerAsync("1");
        await guide.ConfirmAsync();

        Assert.True(guide.Shows("Die Einrichtung ist fertig"));
        Assert.InRange(guide.Questions, 1, MostQuestions);
        await HandleAsync(office);
    }

    private static async Task HandleAsync(Office office)
    {
        await office.SayAsync(Megan, "on duty");
        await office.WriteAsync("Printer", "It smokes.");
        await office.AnswerAsync(Megan, "Switch it off.");
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["Printer"], office.In("Handled"));
    }

    /// <summary>The administrator in the dialog: answers by the card's buttons or by typing, and counts.</summary>
    private sealed class Guided(Office office, bool typing)
    {
        public int Questions { get; private set; }

        public bool Shows(string text) => office.Sees(Patti, text);

        public Uri Link() => new(Nodes(office.Card(Patti).Card!).Select(node => node["url"]?.GetValue<string>()).First(url => url?.Contains("adminconsent", StringComparison.Ordinal) == true)!);

        public Task GoOnAsync() => DoAsync("weiter", DialogVerbs.Setup, null);

        public Task CheckAsync() => DoAsync("prüfen", CardVerbs.DialogNext, null);

        public Task AnswerAsync(string answer) => DoAsync(answer, CardVerbs.DialogNext, answer);

        public Task ConfirmAsync() => DoAsync("ja", CardVerbs.DialogConfirm, null);

        private async Task DoAsync(string typed, string verb, string? field)
        {
            Questions++;
            if (typing)
                await office.SayAsync(Patti, typed);
            else
                await office.PressAsync(Patti, verb, field, office.Tenant.Teams.Chat(Patti).Last(activity => activity.Actions.Any(action => action.Verb == verb)));
        }

        private static IEnumerable<JsonObject> Nodes(JsonNode node) => node switch
        {
            JsonObject found => found.SelectMany(child => child.Value is null ? [] : Nodes(child.Value)).Prepend(found),
            JsonArray list => list.SelectMany(child => child is null ? [] : Nodes(child)),
            _ => [],
        };
    }
}
