namespace TeamsEmailBot.Core.Tasks;

/// <summary>Why an agent gives a task back.</summary>
public enum ReturnReason
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>It belongs to another service.</summary>
    WrongService,

    /// <summary>He cannot do what it needs.</summary>
    MissingSkill,

    NoTime,

    /// <summary>He must not work on it, for example because he knows the customer.</summary>
    Conflict,
}

/// <summary>The reasons as they stand in a timeline.</summary>
public static class ReturnReasons
{
    public static string Code(this ReturnReason reason) => reason switch
    {
        ReturnReason.WrongService => "wrong_service",
        ReturnReason.MissingSkill => "missing_skill",
        ReturnReason.NoTime => "no_time",
        ReturnReason.Conflict => "conflict_of_interest",
        _ => "other",
    };
}
