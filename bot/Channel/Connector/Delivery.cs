namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>What is gone when Teams answers 404.</summary>
internal enum GoneThing
{
    /// <summary>The person removed the chat; it can be created anew, the cards in it cannot.</summary>
    Conversation,

    /// <summary>The message, or its id was never right (F-73).</summary>
    Activity,
}

/// <summary>How a Connector call ended, as a value (teams.md 3.3). Codes are the Connector's own and safe to log.</summary>
internal abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>For logs and records.</summary>
    public virtual string Code => GetType().Name;

    /// <summary>Teams took it. The id may be missing although all is well.</summary>
    public sealed record Delivered(string? ActivityId) : Delivery;

    /// <summary>The chat exists, new or old.</summary>
    public sealed record Created(string ConversationId) : Delivery;

    /// <summary>The app is not installed for the person; wait for an installationUpdate.</summary>
    public sealed record NotInstalled(string Reason) : Delivery
    {
        public override string Code => Reason;
    }

    /// <summary>The person or an administrator does not want to hear from us; stop until the person acts.</summary>
    public sealed record Blocked(string Reason) : Delivery
    {
        public override string Code => Reason;
    }

    /// <summary>Nothing was done; not again before this time.</summary>
    public sealed record Throttled(DateTimeOffset NotBefore) : Delivery;

    public sealed record Gone(GoneThing What) : Delivery
    {
        public override string Code => $"{What}NotFound";
    }

    /// <summary>Sent, but no answer that says whether it arrived. Not repeated by itself, for that could double the message.</summary>
    public sealed record Unknown(string Reason) : Delivery
    {
        public override string Code => Reason;
    }

    public sealed record TooLarge : Delivery;

    /// <summary>Refused for good; repeating cannot help.</summary>
    public sealed record Rejected(string Reason) : Delivery
    {
        public override string Code => Reason;
    }

    /// <summary>Not possible now and surely without effect that matters; try later.</summary>
    public sealed record Unavailable(string Reason, DateTimeOffset? NotBefore) : Delivery
    {
        public override string Code => Reason;
    }
}
