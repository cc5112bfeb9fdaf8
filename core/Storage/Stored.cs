namespace TeamsEmailBot.Core.Storage;

/// <summary>A typed value as it was read: where it lies in its partition and the etag that guards its replacement.</summary>
public sealed record Stored<T>(string Row, T Value, string ETag);
