namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>A file that a person drops into the chat: Teams puts it into his OneDrive and gives the bot an address that works for a few minutes.</summary>
public sealed record SharedFile(string Name, Uri Address);
