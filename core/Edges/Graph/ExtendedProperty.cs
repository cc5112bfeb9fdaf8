using System.Globalization;
using System.Text.Json;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>MAPI properties in Graph's notation (graph.md 5.1, 6.1).</summary>
internal static class ExtendedProperty
{
    /// <summary>PidTagMessageClass.</summary>
    public const string MessageClass = "String 0x001A";

    /// <summary>PidTagMessageSize, in bytes.</summary>
    public const string MessageSize = "Integer 0x0E08";

    /// <summary>PidTagInReplyToId: the Message-ID that a mail answers.</summary>
    public const string InReplyTo = "String 0x1042";

    /// <summary>PidTagLastVerbExecuted: 102 replied, 103 replied to all, 104 forwarded.</summary>
    public const string LastVerb = "Integer 0x1081";

    /// <summary>PidTagLastVerbExecutionTime.</summary>
    public const string LastVerbTime = "SystemTime 0x1082";

    /// <summary>Marks our reply drafts with the <see cref="Model.AnswerId"/>. The GUID is this product's own property set; it must never change.</summary>
    public const string Answer = "String {5f1c0a6e-3d0b-4a55-9a1e-7b7d0c7e2b41} Name TeamsEmailBotAnswer";

    /// <summary>Digest of what the draft shall hold, so that a draft found by its mark is known to be whole (F-30).</summary>
    public const string Content = "String {5f1c0a6e-3d0b-4a55-9a1e-7b7d0c7e2b41} Name TeamsEmailBotContent";

    /// <summary>PidTagAutoResponseSuppress; -1 = All (graph.md 6.1). A reply draft has too many headers to take one more (graph.md 5.5).</summary>
    public const string AutoResponseSuppress = "Integer 0x3FDF";

    /// <summary>A header of the mail as it leaves (PS_INTERNET_HEADERS, MS-OXCMAIL).</summary>
    public static string Header(string name) => $"String {{00020386-0000-0000-C000-000000000046}} Name {name}";

    /// <summary>The value of a property; of numbered ones Graph drops leading zeros (<c>String 0x1a</c>) and changes the case of what was asked for.</summary>
    public static string? Value(JsonElement message, string id)
    {
        foreach (var property in message.Items("singleValueExtendedProperties"))
            if (property.Text("id") is { } found && (Tag(found) is { } tag ? tag == Tag(id) : string.Equals(found, id, StringComparison.OrdinalIgnoreCase)))
                return property.Text("value");
        return null;
    }

    private static (string Type, int Tag)? Tag(string id)
    {
        var space = id.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && id.AsSpan(space + 1).StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(id.AsSpan(space + 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var tag)
            ? (id[..space].ToUpperInvariant(), tag)
            : null;
    }
}
