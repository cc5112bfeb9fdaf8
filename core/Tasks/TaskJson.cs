using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>JSON of the rows of this room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmailTask))]
[JsonSerializable(typeof(MailRecord))]
[JsonSerializable(typeof(QueueEntry))]
[JsonSerializable(typeof(ThreadEntry))]
[JsonSerializable(typeof(Storm))]
[JsonSerializable(typeof(FailedIntake))]
[JsonSerializable(typeof(Acknowledged))]
[JsonSerializable(typeof(DistributionRecord))]
[JsonSerializable(typeof(Neighbour))]
[JsonSerializable(typeof(WorkflowAlarm))]
[JsonSerializable(typeof(OfferTurn))]
[JsonSerializable(typeof(TaskRound))]
public sealed partial class TaskJson : JsonSerializerContext;
