using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TeamsEmailBot.Core.Storage;

/// <summary>Where everything is kept; section <c>Storage</c> (design.md 5).</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>Sqlite</c> (default): one file, one process.</summary>
    public string Kind { get; set; } = "Sqlite";

    /// <summary>The database file; its folder must exist. A relative path starts at the working directory.</summary>
    public string? Path { get; set; }
}

/// <summary>Finds every mistake in the section <c>Storage</c> at once.</summary>
internal sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var mistakes = new List<string>();
        if (!string.Equals(options.Kind, "Sqlite", StringComparison.OrdinalIgnoreCase))
            mistakes.Add($"Storage:Kind is \"{options.Kind}\"; this version knows Sqlite.");
        if (string.IsNullOrWhiteSpace(options.Path))
            mistakes.Add("Storage:Path is missing; name the database file, for example /var/lib/teams-email-bot/bot.db.");
        else if (options.Path.Contains('\0', StringComparison.Ordinal))
            mistakes.Add("Storage:Path contains a character that no path may have.");
        else if (System.IO.Path.EndsInDirectorySeparator(options.Path) || Directory.Exists(options.Path))
            mistakes.Add($"Storage:Path is the folder \"{options.Path}\"; name a file in it.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
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
