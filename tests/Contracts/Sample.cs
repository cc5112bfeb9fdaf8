using System.Text.Json.Serialization;

namespace TeamsEmailBot.Tests.Contracts;

internal sealed record Sample(string Name, int? Number);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(int))]
internal sealed partial class ContractJson : JsonSerializerContext;
