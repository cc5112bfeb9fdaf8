using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Organization;

/// <summary>JSON of the rows that hold the configuration and its audit trail.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ConfigurationHead))]
[JsonSerializable(typeof(TenantSettings))]
[JsonSerializable(typeof(OrganizationUnit))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Mailbox))]
[JsonSerializable(typeof(Workflow))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;

/// <summary>The row that decides which configuration holds. <paramref name="Staged"/> names a large change whose rows are still being copied into place.</summary>
internal sealed record ConfigurationHead(long Revision, string? Staged = null);
