using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>The tenant as it is at start; the file sandbox/world.json holds one.</summary>
public sealed record World
{
    public required string TenantId { get; init; }

    public string TenantName { get; init; } = "Contoso";

    /// <summary>App registration of the bot: audience of the tokens that Teams sends, client id at the token endpoint.</summary>
    public required string AppId { get; init; }

    /// <summary>As the app package calls it (appPackage/manifest.template.json).</summary>
    public string BotName { get; init; } = "Email Bot";

    /// <summary>IANA name of the zone that people's Teams tells, unless a person has another.</summary>
    public string TimeZone { get; init; } = "Europe/Berlin";

    public IReadOnlyList<WorldPerson> People { get; init; } = [];

    public IReadOnlyList<WorldMailbox> Mailboxes { get; init; } = [];

    public IReadOnlyList<WorldCustomer> Customers { get; init; } = [];

    /// <summary>Reads a world from a file; the message of the exception says what is wrong with it.</summary>
    public static World Load(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize(stream, WorldJson.Default.World) ?? throw new InvalidDataException($"{file} holds no world.");
    }

    /// <summary>The world of sandbox/world.json, which is copied beside the assembly.</summary>
    public static World Contoso() => Load(Path.Combine(AppContext.BaseDirectory, "world.json"));
}

/// <summary>A person of the tenant. The address differs from the user principal name where a test wants it to (F-63).</summary>
/// <param name="Role">agent, supervisor, administrator or none; only shown on the page, the bot has its own configuration.</param>
/// <param name="Licensed">False: no Exchange Online mailbox (guests), so Graph answers MailboxNotEnabledForRESTAPI.</param>
/// <param name="Installed">The app is installed in this person's Teams at start.</param>
public sealed record WorldPerson(
    string Id,
    string Name,
    string UserPrincipalName,
    string Address,
    string Role = "none",
    bool Guest = false,
    bool Licensed = true,
    bool Installed = true,
    string Locale = "en-US",
    string? TimeZone = null,
    string Availability = "Available",
    string Activity = "Available");

/// <summary>A shared mailbox. Well-known folders get display names in its language (en, de).</summary>
/// <param name="InScope">False: Exchange refuses the app with ErrorAccessDenied (graph.md 10.5).</param>
public sealed record WorldMailbox(
    string Id, string Name, string Address, IReadOnlyList<string>? Aliases = null, string Language = "en", bool InScope = true);

/// <summary>Somebody outside the tenant who writes mails.</summary>
public sealed record WorldCustomer(string Name, string Address);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(World))]
internal sealed partial class WorldJson : JsonSerializerContext;
