namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>A picture that a person pastes into the chat: Teams keeps it with the conversation and gives it to who shows the bot's token.</summary>
public sealed record PastedPicture(string MediaType, byte[] Content);
