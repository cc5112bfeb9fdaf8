using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>A later mail of the conversation that joined the task.</summary>
public sealed record JoinedMail(MessageId Message, string? InternetMessageId, DateTimeOffset ReceivedAt);
