using System.Net.WebSockets;
using System.Text;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>Listens to the Playground's wire tap: every call in both directions, other people's chats included (teams.md 9.4).</summary>
internal sealed class PlaygroundWire : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<WireEntry> _entries = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    public static async Task<PlaygroundWire> OpenAsync(int port)
    {
        var wire = new PlaygroundWire();
        using var limit = new CancellationTokenSource(Patience);
        await wire._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/_ws/log/stream"), limit.Token);
        wire._reading = wire.ReadAsync();
        return wire;
    }

    public IReadOnlyList<WireEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>The first call that fits, whether it was already there or is still to come.</summary>
    public async Task<WireEntry> FirstAsync(Func<WireEntry, bool> fits)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_entries.FirstOrDefault(fits) is { } found)
                {
                    return found;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No such call within {Patience}. Seen were:\n{string.Join('\n', Entries)}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            message.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage)
            {
                continue;
            }

            Add(WireEntry.Read(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length)));
            message.SetLength(0);
        }
    }

    private void Add(WireEntry? entry)
    {
        if (entry is null)
        {
            return;
        }

        TaskCompletionSource changed;
        lock (_lock)
        {
            _entries.Add(entry);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
