using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using TeamsEmailBot.Sandbox;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>The sandbox with a recording bot, and its page open in a browser. Errors of the page's console are kept, screenshots go to artifacts/screenshots.</summary>
public sealed class SandboxPage : IAsyncDisposable
{
    public const string Megan = "Megan Bowen";

    private readonly SandboxHost host;
    private readonly IAsyncDisposable bot;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> errors = new();

    private SandboxPage(SandboxHost host, IAsyncDisposable bot, IBrowserContext context, IPage page)
    {
        this.host = host;
        this.context = context;
        this.bot = bot;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>The recording bot, where the page was opened with one.</summary>
    public RecordingBot Bot => (RecordingBot)bot;

    /// <summary>What the page complained about, and what it asked for outside the sandbox.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public ILocator Chat => Page.Locator("#messages");

    public string IdOf(string name) => host.Tenant.People.Single(person => person.Name == name).Id;

    /// <summary>With a bot that records and answers as the test says.</summary>
    public static async Task<SandboxPage> OpenAsync(Chromium chromium, int width = 1280, int height = 800, ColorScheme theme = ColorScheme.Light)
    {
        var host = await SandboxHost.StartAsync(port: 0);
        var bot = await RecordingBot.StartAsync();
        host.Tenant.BotUrl = bot.Address;
        await host.Tenant.Teams.AnnounceInstallationsAsync();
        return await OpenAsync(chromium, host, bot, width, height, theme);
    }

    /// <summary>With the product behind it, as <c>dotnet run --project sandbox</c> starts it.</summary>
    /// <param name="isEmpty">With nothing set up, as <c>--empty</c> starts it.</param>
    public static async Task<SandboxPage> OpenWithBotAsync(Chromium chromium, bool isEmpty = false)
    {
        var host = await SandboxHost.StartAsync(port: 0, isEmpty);
        return await OpenAsync(chromium, host, await host.StartBotAsync(), 1280, 800, ColorScheme.Light);
    }

    /// <summary>Serious and critical findings of axe-core below an element, each with the first element it names.</summary>
    public async Task<IReadOnlyList<string>> AxeFindingsAsync(string within = "html")
    {
        var found = await Page.EvaluateAsync<JsonElement>(
            "within => axe.run(within, { resultTypes: ['violations'] }).then(result => result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')"
            + ".map(v => `${v.impact} ${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`))",
            within);
        return [.. found.EnumerateArray().Select(finding => finding.GetString()!)];
    }

    /// <summary>How many pixels the page is wider than its window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");

    public Task ShootAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = RepositoryFolder.Of("artifacts", "screenshots", $"{name}.png") });

    public async Task ComposeAsync(string subject, string text)
    {
        await Page.FillAsync("#compose-subject", subject);
        await Page.FillAsync("#compose-body", text);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await bot.DisposeAsync();
        await host.DisposeAsync();
    }

    private static async Task<SandboxPage> OpenAsync(Chromium chromium, SandboxHost host, IAsyncDisposable bot, int width, int height, ColorScheme theme)
    {
        var context = await chromium.NewContextAsync(width, height, theme);
        await context.AddInitScriptAsync(scriptPath: RepositoryFolder.Of("sandbox", "page", "node_modules", "axe-core", "axe.min.js"));
        var opened = new SandboxPage(host, bot, context, await context.NewPageAsync());
        opened.Watch();
        await opened.Page.GotoAsync(host.Tenant.Address);
        await opened.Page.WaitForSelectorAsync("html[data-ready]");
        return opened;
    }

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                errors.Enqueue(message.Text);
        };
        Page.PageError += (_, error) => errors.Enqueue(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host.Tenant.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                errors.Enqueue($"asked for {request.Url}");
        };
    }
}
