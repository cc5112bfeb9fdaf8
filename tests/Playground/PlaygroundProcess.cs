using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>
/// The Microsoft 365 Agents Playground without a window, as a Teams client of the bot at <c>botAddress</c> (teams.md 9.5).
/// Its driving endpoints are unofficial, which is why the package is pinned to one version.
/// </summary>
internal sealed partial class PlaygroundProcess : IAsyncDisposable
{
    /// <summary>The current user's chat; the Playground has it from the start.</summary>
    public const string OwnChat = "personal-chat-1";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly TempFolder _files;

    private PlaygroundProcess(Process process, HttpClient http, PlaygroundWire wire, TempFolder files) =>
        (_process, _http, Wire, _files) = (process, http, wire, files);

    public PlaygroundWire Wire { get; }

    /// <summary>Where its page is.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <param name="currentUser">Who sits at it: one of <see cref="PlaygroundPerson"/>.</param>
    public static async Task<PlaygroundProcess> StartAsync(Uri botAddress, string currentUser = PlaygroundPerson.Megan)
    {
        var folder = RepositoryFolder.Of("tests", "Playground");
        var files = new TempFolder();
        var settings = files.File("playground.yml");
        await File.WriteAllTextAsync(settings, PlaygroundSettings.For(await File.ReadAllTextAsync(Path.Combine(folder, ".m365agentsplayground.yml")), currentUser));
        var start = new ProcessStartInfo("node")
        {
            // Port 0 would be taken literally; a busy port makes it choose a free one by itself, so the port is read from what it prints.
            ArgumentList =
            {
                Path.Combine(folder, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start",
                "-e", botAddress.ToString(), "-c", "msteams", "-p", FreePort().ToString(CultureInfo.InvariantCulture), "--disable-telemetry",
            },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        start.Environment["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = settings;
        start.Environment["M365_AGENTS_PLAYGROUND_LOGFILE"] = files.File("playground.log");
        var process = Process.Start(start)!;
        try
        {
            var port = await PortAsync(process);
            var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            Assert.StartsWith("pong", await http.GetStringAsync("/_debug/ping"), StringComparison.Ordinal);
            return new(process, http, await PlaygroundWire.OpenAsync(port), files);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            files.Dispose();
            throw;
        }
    }

    /// <summary>The current user installs the app in the own chat.</summary>
    public async Task InstallAsync() => await PostAsync($"/_debug/conversation/{OwnChat}/installation", new JsonObject());

    /// <summary>Another person installs the app; the answer is the id of that person's chat.</summary>
    public async Task<string> InstallForAsync(string personId)
    {
        var chat = await OpenChatAsync(personId);
        var template = $"/_internal/v1/customActivities/template?type=install&conversationId={OwnChat}";
        var install = (await _http.GetFromJsonAsync<JsonNode>(template))!;
        (install["from"]!["id"], install["from"]!["aadObjectId"], install["conversation"]!["id"]) = (personId, personId, chat);
        await PostAsync("/_internal/v1/customActivities", install);
        return chat;
    }

    /// <summary>Opens the chat with a person as a bot does; the same person always gives the same chat.</summary>
    public async Task<string> OpenChatAsync(string personId)
    {
        var answer = await PostAsync("/_connector/v3/conversations", new JsonObject
        {
            ["isGroup"] = false,
            ["members"] = new JsonArray(new JsonObject { ["id"] = personId }),
            ["tenantId"] = "7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e01",
        });
        return (string)answer!["id"]!;
    }

    /// <summary>The current user types.</summary>
    public async Task TypeAsync(string text) => await PostAsync($"/_conversation/v1/conversations/{OwnChat}/messages", new JsonObject
    {
        ["from"] = new JsonObject { ["id"] = PlaygroundPerson.Megan },
        ["text"] = text,
        ["textFormat"] = "plain",
    });

    /// <summary>A person presses an <c>Action.Execute</c>; the answer is the bot's invoke answer.</summary>
    public async Task<JsonNode?> ClickAsync(string personId, string chat, string activityId, string verb, JsonNode data) =>
        await PostAsync("/_conversation/v1/invoke", new JsonObject
        {
            ["name"] = "adaptiveCard/action",
            ["value"] = new JsonObject
            {
                ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data.DeepClone() },
                ["trigger"] = "manual",
            },
            ["from"] = new JsonObject { ["id"] = personId },
            ["conversation"] = new JsonObject { ["id"] = chat },
            ["replyToId"] = activityId,
        });

    public async ValueTask DisposeAsync()
    {
        await Wire.DisposeAsync();
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _files.Dispose();
    }

    private async Task<JsonNode?> PostAsync(string path, JsonNode body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"The Playground answered {(int)answer.StatusCode} to {path}: {text}");
        return text.StartsWith('{') ? JsonNode.Parse(text) : null;
    }

    private static async Task<int> PortAsync(Process process)
    {
        using var limit = new CancellationTokenSource(StartPatience);
        // Unread error output would fill its pipe and stop the process.
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException($"The Playground ended before it listened: {await errors}");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"Listening on ([0-9]+)")]
    private static partial Regex Listening();
}
