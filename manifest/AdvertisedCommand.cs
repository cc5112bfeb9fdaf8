namespace TeamsEmailBot.Manifest;

/// <summary>A command the bot understands and its package must list, with its title in each language of the package.</summary>
internal sealed record AdvertisedCommand(string English, string German)
{
    /// <summary>
    /// What the bot understands without anything after it. A test holds this list against the bot's command table, so neither can move alone.
    /// </summary>
    public static IReadOnlyList<AdvertisedCommand> All { get; } =
    [
        new("tasks", "Aufgaben"),
        new("on duty", "im Dienst"),
        new("off duty", "außer Dienst"),
        new("queues", "Warteschlangen"),
        new("mailboxes", "Postfächer"),
        new("setup", "Einrichtung"),
        new("permissions", "Berechtigungen"),
        new("help", "Hilfe"),
    ];

    /// <summary>The title in a language of the package, or null for a language the bot does not speak.</summary>
    public string? In(string languageTag) => languageTag.Split('-')[0].ToUpperInvariant() switch
    {
        "EN" => English,
        "DE" => German,
        _ => null,
    };
}
