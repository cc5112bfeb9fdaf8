using System.Globalization;
using Microsoft.AspNetCore.Connections;

namespace TeamsEmailBot.Sandbox;

/// <summary>What <c>dotnet run --project sandbox</c> does, until it is told to stop.</summary>
internal static class SandboxProgram
{
    private const string FirstMail = """
          1. Press "Fill in a sample mail" and then "Send mail": a customer writes to Customer Help.
          2. Accept the offer that comes into Megan's chat, reply, and send.
          3. Find the answer in the customer's inbox and the mail in the folder Handled; the strip below shows every request.
        """;

    private const string FromNothing = """
          1. Open the chat of Patti, the administrator, and press "Setup". Open the consent page and accept.
          2. The mailbox is help@contoso.example. When the bot shows the script for Exchange, press "Admins" on top and run it.
          3. Name Megan Bowen as an agent and save; set her on duty in her chat, and send a mail as a customer.
        """;

    private const string Usage = """
        Usage: dotnet run --project sandbox [-- [--port NUMBER] [--empty]]
          --port   0 takes a free one; the usual one is 5180
          --empty  a tenant in which nothing is set up and nobody has consented to anything: begin with "setup" in Patti's chat
        """;

    /// <returns>The exit code: 0 stopped as asked, 2 wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellation)
    {
        var isEmpty = args.Contains("--empty");
        if (PortOf([.. args.Where(argument => argument != "--empty")]) is not { } port)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            await using var sandbox = await StartAsync(port, isEmpty, output, cancellation);
            await using var bot = await sandbox.StartBotAsync(cancellation);
            await output.WriteLineAsync(Greeting(sandbox.Tenant.Address, bot.Url, isEmpty ? FromNothing : FirstMail));
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

    private static async Task<SandboxHost> StartAsync(int port, bool isEmpty, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            return await SandboxHost.StartAsync(port, isEmpty, cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await output.WriteLineAsync($"Port {port} is taken (perhaps by another sandbox), so a free one is used. Choose one with --port.");
            return await SandboxHost.StartAsync(port: 0, isEmpty, cancellation);
        }
    }

    private static string Greeting(string page, Uri bot, string steps) =>
        $"""

        The sandbox is ready. Open  {page}/  in a browser. Ctrl+C ends it.

        {steps}

        The bot itself listens on {bot}

        """;
}
