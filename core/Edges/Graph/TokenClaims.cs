using System.Buffers.Text;
using System.Text.Json;
using TeamsEmailBot.Core.Access;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Reads our own token for Graph. Officially it is opaque to us, so whatever cannot be read is simply not known, and nothing is decided by it.</summary>
internal static class TokenClaims
{
    private static readonly TokenFacts Nothing = new(null, null, null, []);

    public static TokenFacts Read(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return Nothing;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            var root = claims.RootElement;
            return new TokenFacts(
                // Version 1 tokens say appid, version 2 tokens azp.
                root.Text("appid") ?? root.Text("azp"),
                root.Text("tid"),
                root.Text("oid"),
                [.. root.Items("roles").Where(role => role.ValueKind == JsonValueKind.String).Select(LenientText.Of)]);
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }
}
