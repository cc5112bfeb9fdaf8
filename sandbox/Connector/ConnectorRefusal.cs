namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>The connector says no (teams.md 3.3); thrown where the rule is checked, written by the endpoint.</summary>
internal sealed class ConnectorRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Seconds; null: no header.</summary>
    public int? RetryAfter { get; init; }

    public static ConnectorRefusal BadSyntax(string message) => new(400, "BadSyntax", message);

    public static ConnectorRefusal BadArgument(string message) => new(400, "BadArgument", message);

    public static ConnectorRefusal NoConversation() => new(404, "ConversationNotFound", "Conversation not found.");

    public static ConnectorRefusal NoActivity() => new(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
}
