using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Sandbox;
using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Journeys.Support;

/// <summary>The simulated tenant and the real bot, over real HTTP, on a clock that stands still until the test moves it. Methods say what people do.</summary>
internal sealed class Office : IAsyncDisposable
{
    public const string Megan = "meganb@contoso.example";
    public const string Adele = "adelev@contoso.example";
    public const string Isaiah = "isaiahl@contoso.example";

    /// <summary>Who supervises, where a test says so.</summary>
    public const string Lynne = "lynner@contoso.example";

    /// <summary>The administrator.</summary>
    public const string Patti = "pattif@contoso.example";

    public const string Help = "help@contoso.example";
    public const string Alex = "alex@fabrikam.example";

    private readonly TempFolder folder = new();
    private readonly OfficeOptions options;
    private readonly List<SandboxBot> others = [];
    private SandboxBot? bot;

    private Office(SimulatedTenant tenant, SandboxClock clock, OfficeOptions options) => (Tenant, Clock, this.options) = (tenant, clock, options);

    public SimulatedTenant Tenant { get; }

    public SandboxClock Clock { get; }

    public SandboxBot Bot => bot ?? throw new InvalidOperationException("The bot is not running.");

    /// <summary>The bot's database file.</summary>
    public string Database => folder.File("bot.db");

    public IEntityStore Store => Bot.Services.GetRequiredService<IEntityStore>();

    /// <summary>Opens the office: tenant and bot run, everybody has the app, the agents named are on duty.</summary>
    public static async Task<Office> OpenAsync(params string[] onDuty) => await OpenAsync(new OfficeOptions(), onDuty);

    public static async Task<Office> OpenAsync(OfficeOptions options, params string[] onDuty)
    {
        var clock = SandboxClock.Standing();
        var tenant = await SimulatedTenant.StartAsync(
            new TenantOptions { Clock = clock, World = options.World ?? World.Contoso(), RequireTokens = options.RequireTokens, Consented = options.Consented, EnforceRateLimits = false });
        var office = new Office(tenant, clock, options);
        await office.StartBotAsync();
        await tenant.Teams.AnnounceInstallationsAsync();
        foreach (var agent in onDuty)
            await office.SayAsync(agent, "on duty");
        await office.SettleAsync();
        return office;
    }

    public async Task StartBotAsync()
    {
        bot = await SandboxBot.StartAsync(Tenant, Database, options.Setup, Settings(), builder =>
        {
            builder.Logging.ClearProviders();
            options.Customize?.Invoke(builder);
        });
        Tenant.Faults.DropNotifications = false;
        await SettleAsync();
    }

    /// <summary>Another instance of the bot beside the first, with settings of its own. It works as long as the office does.</summary>
    public async Task<SandboxBot> AddBotAsync(IReadOnlyDictionary<string, string?> settings, Action<WebApplicationBuilder> customize)
    {
        others.Add(await SandboxBot.StartAsync(Tenant, Database, options.Setup, settings, builder =>
        {
            builder.Logging.ClearProviders();
            customize(builder);
        }));
        await SettleAsync();
        return others[^1];
    }

    /// <summary>Stops the first of several instances in good order.</summary>
    public async Task StopFirstBotAsync()
    {
        await Bot.DisposeAsync();
        bot = null;
    }

    /// <summary>Stops the bot; what it was told is in its database.</summary>
    public async Task StopBotAsync()
    {
        // What Graph tells nobody from now on is lost: repeating it would need the clock, and the next bot has another address.
        Tenant.Faults.DropNotifications = true;
        await Bot.DisposeAsync();
        bot = null;
    }

    public async Task RestartBotAsync()
    {
        await StopBotAsync();
        await StartBotAsync();
    }

    /// <summary>A customer writes; returns the id of the message in the mailbox.</summary>
    public async Task<string> WriteAsync(string subject, string text, string from = Alex, string mailbox = Help)
    {
        var id = Tenant.Mail.Deliver(mailbox, from, subject, text);
        await SettleAsync();
        return id;
    }

    /// <summary>A person types to the bot.</summary>
    public async Task<BotAnswer> SayAsync(string who, string text)
    {
        var answer = await AnsweredAsync(Tenant.Teams.SayAsync(who, text));
        await SettleAsync();
        return answer;
    }

    /// <summary>The newest card in a person's chat.</summary>
    public ChatActivity Card(string who) => Tenant.Teams.Chat(who).Last(activity => activity.FromBot && activity.Card is not null);

    /// <summary>A person presses a button on his newest card (or on the one given).</summary>
    public async Task<BotAnswer> PressAsync(string who, string verb, string? text = null, ChatActivity? card = null)
    {
        var inputs = text is null ? null : new Dictionary<string, string> { ["text"] = text };
        return await PressAsync(who, verb, inputs, card);
    }

    /// <summary>A person fills in the fields of his newest card (or of the one given) and presses a button.</summary>
    public async Task<BotAnswer> PressAsync(string who, string verb, Dictionary<string, string>? inputs, ChatActivity? card = null)
    {
        var answer = await AnsweredAsync(Tenant.Teams.PressAsync(who, card ?? Card(who), verb, inputs));
        await SettleAsync();
        return answer;
    }

    /// <summary>Accepts, opens the form, writes and sends.</summary>
    public async Task AnswerAsync(string who, string text)
    {
        await PressAsync(who, "accept");
        await PressAsync(who, "reply");
        await PressAsync(who, "reply.send", text);
    }

    /// <summary>An administrator changes the configuration.</summary>
    public async Task AdministerAsync(Func<Configuration, AdminCommand> command, bool settle = true)
    {
        var desk = Bot.Services.GetRequiredService<AdminDesk>();
        Assert.IsType<AdminOutcome.Done>(await desk.ExecuteAsync(command(Configuration), Tenant.Teams.Person(Patti).Id, null, CancellationToken.None));
        if (settle)
            await SettleAsync();
    }

    public Configuration Configuration => Bot.Services.GetRequiredService<ConfigurationStore>().Current;

    /// <summary>The service that a mailbox of the sandbox feeds.</summary>
    public Service ServiceOf(string mailbox = Help) => Configuration.ServiceOf(IdOf(mailbox))!;

    public MailboxId IdOf(string mailbox = Help) => Configuration.Mailboxes.Single(one => one.Owns(mailbox)).Id;

    /// <summary>The open tasks of the service that a mailbox feeds.</summary>
    public async Task<IReadOnlyList<EmailTask>> OpenTasksAsync(string mailbox = Help)
    {
        var tasks = new List<EmailTask>();
        await foreach (var task in Bot.Services.GetRequiredService<TaskTable>().OpenAsync(ServiceOf(mailbox).Id, CancellationToken.None))
            tasks.Add(task.Value);
        return tasks;
    }

    /// <summary>What the engine knows about a mailbox.</summary>
    public async Task<MailboxState?> StateAsync(string mailbox = Help) =>
        (await Bot.Services.GetRequiredService<MailboxTable>().FindAsync(IdOf(mailbox), CancellationToken.None))?.Value;

    /// <summary>The daily look into the directory, now if it is due.</summary>
    public async Task LookIntoDirectoryAsync()
    {
        await Bot.Services.GetRequiredService<IdentityWatch>().ReviewAsync(CancellationToken.None);
        await SettleAsync();
    }

    /// <summary>What the health page says about a mailbox.</summary>
    public async Task<JsonElement> HealthAsync(string mailbox = Help)
    {
        using var http = new HttpClient();
        var page = JsonDocument.Parse(await http.GetStringAsync(new Uri(Bot.Url, "health/ready"))).RootElement;
        return page.GetProperty("mailboxes").EnumerateArray().Single(one => one.GetProperty("mailbox").GetString() == IdOf(mailbox).Value);
    }

    /// <summary>Requests of the bot to Graph whose method and path begin so.</summary>
    public int Requests(string method, string path) =>
        Tenant.Wire.After().Count(entry => entry.Direction == WireDirection.BotToGraph && entry.Method == method && entry.Path.StartsWith(path, StringComparison.Ordinal));

    /// <summary>Cards in a person's chat that show the text, as they look now.</summary>
    public IReadOnlyList<ChatActivity> CardsWith(string who, string text) =>
        [.. Tenant.Teams.Chat(who).Where(activity => activity.FromBot && activity.Contains(text))];

    /// <summary>Subjects in a folder of the mailbox.</summary>
    public IReadOnlyList<string> In(string folderName, string mailbox = Help) => [.. Tenant.Mail.Mails(mailbox, folderName).Select(mail => mail.Subject)];

    /// <summary>The clock moves on in steps; what falls due in each is done, once, before the next.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        var size = step ?? TimeSpan.FromSeconds(10);
        for (var left = time; left > TimeSpan.Zero; left -= size)
        {
            Clock.Skip(left < size ? left : size);
            await SettleAsync();
        }
    }

    /// <summary>The clock moves on until something is so, at most for <paramref name="most"/>.</summary>
    public async Task PassUntilAsync(Func<bool> isSo, TimeSpan most)
    {
        for (var passed = TimeSpan.Zero; passed < most && !isSo(); passed += TimeSpan.FromSeconds(5))
            await PassAsync(TimeSpan.FromSeconds(5));
        Assert.True(isSo(), $"It was not so after {most}.");
    }

    /// <summary>Whether a card that a person sees shows the text.</summary>
    public bool Sees(string who, string text) => Tenant.Teams.Chat(who).Any(activity => activity.FromBot && activity.Contains(text));

    /// <summary>Waits until nobody has anything to do at the present time: notifications are delivered, jobs are done.</summary>
    public async Task SettleAsync()
    {
        await UntilAsync(patience => Tenant.Wait.ForNotificationsAsync(patience));
        foreach (var one in Running)
            await UntilAsync(patience => one.Services.GetRequiredService<EnginePulse>().BeatAsync(patience));
        foreach (var one in Running)
            await UntilAsync(patience => one.Services.GetRequiredService<JobWorker>().IdleAsync(patience));
        await UntilAsync(patience => Tenant.Wait.ForNotificationsAsync(patience));
        foreach (var one in Running)
            await UntilAsync(patience => one.Services.GetRequiredService<JobWorker>().IdleAsync(patience));
    }

    private IEnumerable<SandboxBot> Running => bot is null ? others : [bot, .. others];

    private Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>();
        if (options.Setup is null)
            settings["Bot:Admins:0"] = Tenant.Teams.Person(Patti).Id;
        foreach (var (key, value) in options.Settings ?? new Dictionary<string, string?>())
            settings[key] = value;
        return settings;
    }

    private async Task<BotAnswer> AnsweredAsync(Task<BotAnswer> answer)
    {
        await UntilAsync(answer.WaitAsync);
        return await answer;
    }

    // Some calls wait a moment by the clock inside (a mailbox held back, pacing); since it stands still, the moment has to be let pass. Not while anybody is still asked
    // anything: then the machine is slow, and the clock has nothing to do with it.
    private async Task UntilAsync(Func<CancellationToken, Task> settled)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var work = settled(patience.Token);
        var (seen, quiet) = (0L, 0);
        while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(500), patience.Token)) != work && !patience.IsCancellationRequested)
        {
            var last = Tenant.Wire.After(seen) is [.., var newest] ? newest.N : seen;
            (seen, quiet) = (last, last == seen ? quiet + 1 : 0);
            if (quiet == 4)
            {
                Clock.Advance(options.Moment);
                quiet = 0;
            }
        }

        await work;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Running)
            await one.DisposeAsync();
        await Tenant.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>How an office differs from the usual one.</summary>
internal sealed record OfficeOptions
{
    /// <summary>Tokens everywhere, as at a customer's: on activities, towards Graph and towards the Connector.</summary>
    public bool RequireTokens { get; init; }

    /// <summary>Application permissions consented to at the start; null: nothing is ever asked for (see TenantOptions).</summary>
    public IReadOnlyList<string>? Consented { get; init; }

    /// <summary>How far the clock moves when nothing happens at the present time although somebody still waits.</summary>
    public TimeSpan Moment { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The tenant as it is at start; null = Contoso.</summary>
    public World? World { get; init; }

    /// <summary>The configuration document; null: nothing is configured, and the administrator is named in the settings.</summary>
    public string? Setup { get; init; } = RepositoryFolder.Of("sandbox", "setup.json");

    public IReadOnlyDictionary<string, string?>? Settings { get; init; }

    /// <summary>Changes to the bot's host before it is built, for example a log that is kept.</summary>
    public Action<WebApplicationBuilder>? Customize { get; init; }
}
