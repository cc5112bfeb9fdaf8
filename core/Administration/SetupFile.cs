namespace TeamsEmailBot.Core.Administration;

/// <summary>Settings of section <c>Setup</c>.</summary>
public sealed class SetupFile
{
    public const string Section = "Setup";

    /// <summary>Path of a configuration document that is applied at the first start, while nothing is configured. Default none.</summary>
    public string? File { get; set; }
}
