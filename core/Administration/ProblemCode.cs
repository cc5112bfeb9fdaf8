namespace TeamsEmailBot.Core.Administration;

/// <summary>Names of the rules; stable, so that dialogs can translate them and tests can count on them.</summary>
public static class ProblemCode
{
    // The document itself.
    public const string Unreadable = "Unreadable";
    public const string NotJson = "NotJson";
    public const string UnknownProperty = "UnknownProperty";
    public const string DuplicateProperty = "DuplicateProperty";
    public const string WrongType = "WrongType";
    public const string Missing = "Missing";

    // Single values.
    public const string BadId = "BadId";
    public const string BadName = "BadName";
    public const string BadUserPrincipalName = "BadUserPrincipalName";
    public const string BadSender = "BadSender";
    public const string OutOfRange = "OutOfRange";
    public const string BadText = "BadText";
    public const string UnknownValue = "UnknownValue";
    public const string NotForThisKind = "NotForThisKind";
    public const string EmptyCondition = "EmptyCondition";
    public const string TooDeep = "TooDeep";
    public const string UnknownTimeZone = "UnknownTimeZone";
    public const string BadAddress = "BadAddress";
    public const string BadFilter = "BadFilter";
    public const string BadHours = "BadHours";
    public const string BadHoliday = "BadHoliday";

    // Records against each other.
    public const string Duplicate = "Duplicate";
    public const string UnknownReference = "UnknownReference";
    public const string UnitCycle = "UnitCycle";
    public const string AddressTaken = "AddressTaken";
    public const string MailboxTaken = "MailboxTaken";
    public const string NotVisible = "NotVisible";
    public const string FolderNames = "FolderNames";
    public const string LicencesExhausted = "LicencesExhausted";
    public const string ServiceLicenceMissing = "ServiceLicenceMissing";
    public const string MailboxMissing = "MailboxMissing";
    public const string WorkflowMissing = "WorkflowMissing";
    public const string GuestNotAllowed = "GuestNotAllowed";
    public const string NotAnAgent = "NotAnAgent";
    public const string MailboxOutbound = "MailboxOutbound";
    public const string FromNotProven = "FromNotProven";
    public const string FromNotListed = "FromNotListed";
    public const string ForwardToItself = "ForwardToItself";
    public const string ForwardLoop = "ForwardLoop";
    public const string RetentionTooShort = "RetentionTooShort";

    // Changes.
    public const string InUse = "InUse";
    public const string AlreadyThere = "AlreadyThere";
    public const string NotThere = "NotThere";

    // The directory.
    public const string NotInDirectory = "NotInDirectory";
    public const string IdentityMismatch = "IdentityMismatch";

    // Warnings.
    public const string EmailOff = "EmailOff";
    public const string LicenceIdle = "LicenceIdle";
    public const string NobodyLicensed = "NobodyLicensed";
    public const string NoAdministrator = "NoAdministrator";
    public const string ActivityUnreachable = "ActivityUnreachable";
    public const string ServiceNotLive = "ServiceNotLive";
}
