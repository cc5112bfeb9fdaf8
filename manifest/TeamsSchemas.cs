using System.Reflection;
using System.Text.Json;

namespace TeamsEmailBot.Manifest;

/// <summary>Microsoft's schemas for app manifest and language files, embedded by the build from the npm package in the lock file.</summary>
internal static class TeamsSchemas
{
    /// <summary>The manifest version these schemas belong to, such as "1.21".</summary>
    public static string Version { get; } = typeof(TeamsSchemas).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TeamsSchemaVersion").Value!;

    public static Draft4Schema Manifest { get; } = Load("manifest.schema.json");

    public static Draft4Schema Localization { get; } = Load("localization.schema.json");

    /// <summary>The address a file names in its <c>$schema</c> (teams.md 6).</summary>
    public static string Address(string schema) => $"https://developer.microsoft.com/en-us/json-schemas/teams/v{Version}/{schema}.schema.json";

    private static Draft4Schema Load(string resource)
    {
        using var stream = typeof(TeamsSchemas).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The build did not embed {resource}.");
        using var document = JsonDocument.Parse(stream);
        return new(document.RootElement.Clone());
    }
}
