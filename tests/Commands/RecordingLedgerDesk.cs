using System.Globalization;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>Stands where the engine's ledger is: writes down which time was asked for.</summary>
internal sealed class RecordingLedgerDesk : ILedgerDesk
{
    public List<string> Asked { get; } = [];

    public IReadOnlyList<ServiceLedger> Ledgers { get; set; } = [];

    public Task<IReadOnlyList<ServiceLedger>> BalanceAsync(IEnumerable<Service> services, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation)
    {
        Asked.Add(string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd HH:mm} to {before:yyyy-MM-dd HH:mm}"));
        return Task.FromResult(Ledgers);
    }
}
