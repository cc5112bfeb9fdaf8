using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Edges.AzureTables;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Journeys.Support;

/// <summary>Two instances of the bot on one storage account behind one public address (I8). A test says which of them the next requests reach.</summary>
internal sealed class TwoBots : IAsyncDisposable
{
    private readonly Dictionary<string, CutLine> lines = [];
    private readonly Dictionary<string, Uri> addresses = new() { ["A"] = FreeAddress(), ["B"] = FreeAddress() };
    private readonly Dictionary<string, IServiceProvider> services = [];
    private readonly string table = AzuriteProcess.NewTable();
    private IReadOnlyList<Uri> reached = [];
    private FrontDoor? door;
    private Office? office;

    public Office Office => office ?? throw new InvalidOperationException("The office is not open.");

    /// <summary>Office, both bots, and the agents on duty. Requests reach the bots in turn.</summary>
    public static async Task<TwoBots> OpenAsync(params string[] onDuty)
    {
        var azurite = await AzuriteProcess.SharedAsync();
        var both = new TwoBots();
        both.door = await FrontDoor.OpenAsync(() => both.reached, default);
        both.Reach("A");
        both.office = await Office.OpenAsync(new OfficeOptions { Settings = both.Settings("A", azurite), Customize = builder => both.Customize("A", builder) });
        both.services["A"] = both.Office.Bot.Services;
        both.services["B"] = (await both.Office.AddBotAsync(both.Settings("B", azurite), builder => both.Customize("B", builder))).Services;
        both.Office.Tenant.BotUrl = both.door.Url;
        both.Reach("A", "B");
        foreach (var agent in onDuty)
            await both.Office.SayAsync(agent, "on duty");
        return both;
    }

    /// <summary>The next requests from outside reach these, in turn.</summary>
    public void Reach(params string[] bots) => reached = [.. bots.Select(bot => addresses[bot])];

    public CutLine Line(string bot) => lines[bot];

    public T Of<T>(string bot)
        where T : notnull => services[bot].GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines.Values)
            line.Mend();
        if (office is not null)
            await office.DisposeAsync();
        if (door is not null)
            await door.DisposeAsync();
    }

    private static Uri FreeAddress() => new($"http://127.0.0.1:{AzuriteProcess.FreePort()}/");

    private Dictionary<string, string?> Settings(string bot, AzuriteProcess azurite) => new()
    {
        ["Urls"] = addresses[bot].AbsoluteUri,
        ["Bot:PublicUrl"] = door!.Url.AbsoluteUri,
        ["Graph:NotificationUrl"] = door.Url.AbsoluteUri,
        ["Storage:Kind"] = "AzureTables",
        ["Storage:Path"] = null,
        ["Storage:ConnectionString"] = azurite.ConnectionString,
        ["Storage:Table"] = table,
    };

    private void Customize(string bot, WebApplicationBuilder builder) => builder.Services.AddSingleton<IEntityStore>(provider =>
        new SignallingEntityStore(lines[bot] = new(provider.GetRequiredService<AzureTablesEntityStore>()), provider.GetRequiredService<JobSignal>()));
}
