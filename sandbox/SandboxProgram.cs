using System.Globalization;
using Microsoft.AspNetCore.Connections;

namespace TeamsEmailBot.Sandbox;

/// <summary>What <c>dotnet run --project sandbox</c> does, until it is told to stop.</summary>
internal static class SandboxProgram
{
    private const string Usage = "Usage: dotnet run --project sandbox [-- --port NUMBER]   (0 takes a free port; the usual one is 5180)";

    /// <returns>The exit code: 0 stopped as asked, 2 wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellation)
    {
        if (PortOf(args) is not { } port)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            await using var sandbox = await StartAsync(port, output, cancellation);
            await using var bot = await sandbox.StartBotAsync(cancellation);
            await output.WriteLineAsync(Greeting(sandbox.Tenant.Address, bot.Url));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await output.WriteLineAsync("The sandbox has stopped; its mailboxes and the bot's database are gone.");
        }

        return 0;
    }

    private static int? PortOf(string[] args) => args switch
    {
        [] => SandboxHost.DefaultPort,
        ["--port", var text] when ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) => port,
        _ => null,
    };

    private static async Task<SandboxHost> StartAsync(int port, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            return await SandboxHost.StartAsync(port, cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await output.WriteLineAsync($"Port {port} is taken (perhaps by another sandbox), so a free one is used. Choose one with --port.");
            return await SandboxHost.StartAsync(port: 0, cancellation);
        }
    }

    private static string Greeting(string page, Uri bot) =>
        $"""

        The sandbox is ready. Open  {page}/  in a browser. Ctrl+C ends it.

          1. Press "Fill in a sample mail" and then "Send mail": a customer writes to Customer Help.
          2. Accept the offer that comes into Megan's chat, reply, and send.
          3. Find the answer in the customer's inbox and the mail in the folder Handled; the strip below shows every request.

        The bot itself listens on {bot}

        """;
}
