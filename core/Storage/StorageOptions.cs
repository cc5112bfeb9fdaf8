using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TeamsEmailBot.Core.Storage;

/// <summary>Where everything is kept; section <c>Storage</c> (design.md 5).</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>Sqlite</c> (default): one file, one process. <c>AzureTables</c>: a storage account, any number of processes.</summary>
    public string Kind { get; set; } = "Sqlite";

    /// <summary>Sqlite: the database file; its folder must exist. A relative path starts at the working directory.</summary>
    public string? Path { get; set; }

    /// <summary>AzureTables: the account's connection string, with a key or a shared access signature. Secret.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// AzureTables: the address of the account's Table service; the bot's own identity (Entra ID) opens it, or a shared access signature that follows
    /// as query and makes it a secret.
    /// </summary>
    public string? AccountUrl { get; set; }

    /// <summary>AzureTables: the table; created when it is missing. Bots on one table are one bot. Default <c>TeamsEmailBot</c>.</summary>
    public string Table { get; set; } = "TeamsEmailBot";

    /// <summary>True when <see cref="Kind"/> names the storage account.</summary>
    public bool IsAzureTables => string.Equals(Kind, "AzureTables", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when <see cref="Kind"/> names the file.</summary>
    public bool IsSqlite => string.Equals(Kind, "Sqlite", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds every mistake in the section <c>Storage</c> at once, except those that only the account's adapter can know.</summary>
internal sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var mistakes = new List<string>();
        if (options is { IsSqlite: false, IsAzureTables: false })
            mistakes.Add($"Storage:Kind is \"{options.Kind}\"; this version knows Sqlite and AzureTables.");
        if (options.IsAzureTables)
        {
            if (options.Path is not null)
                mistakes.Add("Storage:Path is set, but Storage:Kind is AzureTables, which has no file; remove one of them.");
        }
        else
        {
            if (options.ConnectionString is not null || options.AccountUrl is not null)
                mistakes.Add("Storage:ConnectionString or Storage:AccountUrl is set, but Storage:Kind is not AzureTables; set it, or remove them.");
            CheckPath(options.Path, mistakes);
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static void CheckPath(string? path, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(path))
            mistakes.Add("Storage:Path is missing; name the database file, for example /var/lib/teams-email-bot/bot.db.");
        else if (path.Contains('\0', StringComparison.Ordinal))
            mistakes.Add("Storage:Path contains a character that no path may have.");
        else if (System.IO.Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
            mistakes.Add($"Storage:Path is the folder \"{path}\"; name a file in it.");
    }
}

internal static class StorageOptionsRegistration
{
    public static void AddStorageOptions(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>());
    }
}
