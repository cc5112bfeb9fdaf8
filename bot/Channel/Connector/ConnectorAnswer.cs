using System.Text.Json;
using System.Text.RegularExpressions;

namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>Translates the Connector's answers into a <see cref="Delivery"/> (table in teams.md 3.3). Beyond this file nobody sees a status code.</summary>
internal static partial class ConnectorAnswer
{
    private static readonly string[] KnownCodes =
    [
        "BotDisabledByAdmin", "BotNotInConversationRoster", "ConversationBlockedByUser", "MessageWritesBlocked", "InvalidBotApiHost", "NotEnoughPermissions",
        "ConversationNotFound", "ActivityNotFoundInConversation", "MessageSizeTooBig", "BotNotRegistered", "PreconditionFailed", "Throttled", "BadArgument",
        "BadSyntax", "ServiceError",
    ];

    /// <param name="notBefore">For 429 and 503: when the Connector may be asked again.</param>
    public static Delivery Read(ConnectorCall call, int status, string? code, ReadOnlySpan<byte> body, DateTimeOffset? notBefore) => (status, code) switch
    {
        ( >= 200 and < 300, _) => Success(call, body),
        (400, _) => new Delivery.Rejected(code ?? "BadRequest"),
        (401, _) => new Delivery.Rejected(code ?? "Unauthorized"),
        (403, "BotNotInConversationRoster") => new Delivery.NotInstalled(code),
        (403, "BotDisabledByAdmin" or "ConversationBlockedByUser" or "MessageWritesBlocked") => new Delivery.Blocked(code),
        (403, _) => new Delivery.Rejected(code ?? "Forbidden"),
        (404, _) when call == ConnectorCall.Delete => new Delivery.Delivered(null),
        (404, "ActivityNotFoundInConversation") => new Delivery.Gone(GoneThing.Activity),
        (404, "ConversationNotFound") => new Delivery.Gone(GoneThing.Conversation),
        (404, _) => new Delivery.Rejected(code ?? "NotFound"),
        (413, _) => new Delivery.TooLarge(),
        (429, _) => new Delivery.Throttled(notBefore ?? throw new ArgumentNullException(nameof(notBefore))),
        (408 or 412 or >= 500, _) => Unanswered(call, code ?? $"Http{status}", notBefore),
        _ => new Delivery.Rejected(code ?? $"Http{status}"),
    };

    /// <summary>No answer, or one that leaves the effect open: harmless where the call is idempotent, unknown where it is not.</summary>
    public static Delivery Unanswered(ConnectorCall call, string code, DateTimeOffset? notBefore) =>
        call == ConnectorCall.Send ? new Delivery.Unknown(code) : new Delivery.Unavailable(code, notBefore);

    /// <summary>
    /// The error code: <c>error.code</c>, else a known code anywhere in the body, because one variant nests JSON in a message. Null when there is none.
    /// </summary>
    public static string? CodeOf(ReadOnlyMemory<byte> body)
    {
        var named = NamedCode(body);
        if (named is not null && KnownCodes.Contains(named, StringComparer.Ordinal))
            return named;
        var text = System.Text.Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 8192)]);
        foreach (Match word in Word().Matches(text))
            if (KnownCodes.Contains(word.Value, StringComparer.Ordinal))
                return word.Value;
        return named;
    }

    /// <summary>True when a 429 says that the limit of the app in the tenant was reached; a call without conversation cannot mean anything else.</summary>
    public static bool SpeaksOfTenant(ReadOnlyMemory<byte> body) =>
        System.Text.Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 8192)]).Contains("tenant", StringComparison.OrdinalIgnoreCase);

    private static string? NamedCode(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
                && Word().Match(code.GetString()!) is { Success: true, Length: <= 64 } word ? word.Value : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // No JSON, or text with a broken escape: an answer of something between us and Teams.
            return null;
        }
    }

    /// <summary>A 2xx may come without body; only for a new chat is its id indispensable.</summary>
    private static Delivery Success(ConnectorCall call, ReadOnlySpan<byte> body)
    {
        string? id = null;
        try
        {
            id = body.IsEmpty ? null : JsonSerializer.Deserialize(body, ChannelJson.Default.ResourceAnswer)?.Id;
        }
        catch (JsonException)
        {
        }

        id = id is { Length: > 0 } ? id : null;
        if (call != ConnectorCall.CreatePersonal)
            return new Delivery.Delivered(id);
        return id is null ? new Delivery.Rejected("NoConversationId") : new Delivery.Created(id);
    }

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]+")]
    private static partial Regex Word();
}

/// <summary>What the Connector answers to a create, send or update.</summary>
internal sealed record ResourceAnswer(string? Id = null);

/// <summary>Body of "create conversation" for a personal chat (teams.md 3.1): exactly one member.</summary>
internal sealed record CreateConversationBody(bool IsGroup, IReadOnlyList<ChannelAccount> Members, string TenantId, ChannelData ChannelData);
