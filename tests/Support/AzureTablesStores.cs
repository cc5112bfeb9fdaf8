using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Edges.AzureTables;

namespace TeamsEmailBot.Tests.Support;

/// <summary>Stores on an Azurite, each with connections of its own, as another process would have.</summary>
internal static class AzureTablesStores
{
    public static AzureTablesEntityStore OpenStore(
        this AzuriteProcess azurite, string table, TimeProvider? clock = null, HttpMessageHandler? handler = null, Func<TablesSettings, TablesSettings>? adjust = null)
    {
        Assert.True(TablesAccount.TryParse(azurite.ConnectionString, out var account, out _));
        var settings = new TablesSettings(account, table);
        settings = adjust?.Invoke(settings) ?? settings;
        var time = clock ?? TimeProvider.System;
        var pipeline = new TablesPipeline(settings, () => throw new InvalidOperationException("The account has a key."), time, handler ?? TablesPipeline.Handler());
        return new(settings, pipeline, time, new Random(1), NullLogger<AzureTablesEntityStore>.Instance);
    }
}
