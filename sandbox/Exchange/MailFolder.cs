namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>A folder of a mailbox. Guarded by the tenant's lock.</summary>
internal sealed class MailFolder(string id, string displayName, MailFolder? parent, string? wellKnownName, bool isHidden)
{
    public string Id { get; } = id;

    /// <summary>Localised for well-known folders: never a key (graph.md 4).</summary>
    public string DisplayName { get; set; } = displayName;

    public MailFolder? Parent { get; set; } = parent;

    /// <summary>For example <c>inbox</c>; null for a folder somebody made.</summary>
    public string? WellKnownName { get; } = wellKnownName;

    public bool IsHidden { get; } = isHidden;

    public bool Is(string wellKnownName) => string.Equals(WellKnownName, wellKnownName, StringComparison.OrdinalIgnoreCase);
}
