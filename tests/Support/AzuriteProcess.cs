using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TeamsEmailBot.Tests.Support;

/// <summary>Azurite's Table service on a free loopback port, its data in memory: Azure Tables for tests.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private const int Tries = 5;
    private const string Account = "devstoreaccount1";

    // Published by Microsoft; every Azurite has it.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<AzuriteProcess>> OneForAll = new(() => StartAsync());
    private readonly Process process;

    private AzuriteProcess(Process process, int port) => (this.process, Endpoint) = (process, new($"http://127.0.0.1:{port}/{Account}/"));

    /// <summary>The one that tests share; each keeps to a table or partition of its own. It ends with the test process.</summary>
    public static Task<AzuriteProcess> SharedAsync() => OneForAll.Value;

    /// <summary>The address of the account's Table service.</summary>
    public Uri Endpoint { get; }

    /// <summary>With the account's key.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={Endpoint.AbsoluteUri.TrimEnd('/')}";

    /// <summary>It stands still: takes connections and answers nobody. Only where there are signals, so not on Windows.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>It goes on with what came meanwhile.</summary>
    public Task ResumeAsync() => SignalAsync("-CONT");

    /// <summary>A name for a table that no other test uses.</summary>
    public static string NewTable() => "t" + Guid.NewGuid().ToString("N");

    public static async Task<AzuriteProcess> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var process = Start(port);
            // Unread error output would fill its pipe and stop the process.
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            if (await IsListeningAsync(process))
                return new(process, port);
            var said = await errors;
            process.Dispose();
            // Somebody else took the port between finding and using it.
            if (attempt == Tries || !said.Contains("EADDRINUSE", StringComparison.Ordinal))
                throw new InvalidOperationException($"Azurite ended before it listened: {said}");
        }
    }

    /// <summary>Ends it; what it held is lost.</summary>
    public async Task StopAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static Process Start(int port)
    {
        var folder = RepositoryFolder.Of("tests", "Azurite");
        return Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                "--require", Path.Combine(folder, "end-with-parent.cjs"),
                "--require", Path.Combine(folder, "indexed-queries.cjs"),
                Path.Combine(folder, "node_modules", "azurite", "dist", "src", "table", "main.js"),
                "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture), "--tableKeepAliveTimeout", "120",
                "--inMemoryPersistence", "--disableTelemetry", "--silent",
            },
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task<bool> IsListeningAsync(Process process)
    {
        using var limit = new CancellationTokenSource(StartPatience);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.Contains("successfully started", StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return true;
        }

        return false;
    }

    /// <summary>A loopback port that nobody listens on at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
