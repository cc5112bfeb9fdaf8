using Microsoft.Playwright;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>One headless Chromium for all browser tests. The executable is CHROMIUM_PATH, else Debian's; without one the tests fail and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";
        if (!File.Exists(path))
            throw new InvalidOperationException($"The browser tests need Chromium, and there is none at {path}. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.");
        // What is expected comes; how soon depends on the machine, which tests must not.
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A fresh profile, so that no test sees what another stored.</summary>
    public Task<IBrowserContext> NewContextAsync(int width, int height, ColorScheme theme) => browser!.NewContextAsync(new BrowserNewContextOptions
    {
        ViewportSize = new ViewportSize { Width = width, Height = height },
        ColorScheme = theme,
        ReducedMotion = ReducedMotion.Reduce,
    });
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
