using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit.Abstractions;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>
/// Thousands of changed tokens, judged by the guard and by Microsoft.IdentityModel: wherever the library refuses, so do we (design.md 6). We may be stricter,
/// but not towards tokens that were only written differently. The library knows no clock but the machine's, so times keep a minute's distance from every limit.
/// </summary>
public sealed class TokenOracleTests(ITestOutputHelper output)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.+/ é";
    private static readonly string[] Algorithms = ["none", "HS256", "RS256", "RS384", "RS512", "PS256", "ES256", "RS1", "rs256", ""];
    private readonly GuardFixture fixture = new(now: DateTimeOffset.UtcNow);
    private readonly JsonWebTokenHandler oracle = new();
    private readonly TokenValidationParameters parameters = new()
    {
        ValidIssuer = TokenForge.Issuer,
        ValidAudience = TokenForge.AppId,
        IssuerSigningKey = new RsaSecurityKey(TokenForge.Key.ExportParameters(false)) { KeyId = TokenForge.KeyId },
        ValidAlgorithms = ["RS256", "RS384", "RS512"],
        ClockSkew = TimeSpan.FromMinutes(5),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task I9_wherever_the_library_refuses_a_token_so_do_we(int seed)
    {
        var random = new Random(seed);
        var (refused, accepted, stricter) = (0, 0, 0);
        for (var number = 0; number < 1500; number++)
        {
            var token = random.Next(3) switch { 0 => Scratch(random), 1 => Forge(random), _ => Resign(random) };
            var theirs = oracle.ValidateToken(token, parameters).IsValid;
            var ours = (await fixture.BearerAsync(token)).Passed;
            Assert.False(ours && !theirs, $"seed {seed}, token {number}: the library refuses {token}");
            refused += theirs ? 0 : 1;
            accepted += ours ? 1 : 0;
            stricter += theirs && !ours ? 1 : 0;
        }

        output.WriteLine($"seed {seed}: {refused} refused by both, {accepted} accepted by both, {stricter} refused by us alone");
        Assert.True(refused > 500 && accepted > 50, $"{refused} refused and {accepted} accepted: the mutations prove little");
    }

    [Fact]
    public async Task Good_tokens_pass_both()
    {
        var random = new Random(5);
        for (var number = 0; number < 500; number++)
        {
            var token = Benign(random);
            Assert.True(oracle.ValidateToken(token, parameters).IsValid, token);
            Assert.True((await fixture.BearerAsync(token)).Passed, token);
        }
    }

    /// <summary>Written differently, but right.</summary>
    private string Benign(Random random)
    {
        var claims = TokenForge.Claims(fixture.Now);
        claims["exp"] = fixture.Now.AddMinutes(random.Next(-3, 600)).ToUnixTimeSeconds();
        claims["nbf"] = fixture.Now.AddMinutes(random.Next(-600, -4)).ToUnixTimeSeconds();
        if (random.Next(4) == 0)
            claims.Remove("nbf");
        if (random.Next(3) == 0)
            claims["extra"] = new JsonArray("x", random.Next());
        if (random.Next(3) == 0)
            claims["iat"] = random.Next();
        var algorithm = Algorithms[random.Next(2, 5)];
        var header = new JsonObject { ["kid"] = TokenForge.KeyId, ["alg"] = algorithm };
        if (random.Next(2) == 0)
            header["typ"] = "JWT";
        if (random.Next(4) == 0)
            header["x5t"] = "key-1";
        var indented = new System.Text.Json.JsonSerializerOptions { WriteIndented = random.Next(2) == 0 };
        return TokenForge.SignRaw(header.ToJsonString(indented), claims.ToJsonString(indented), algorithm, TokenForge.Key);
    }

    /// <summary>A good token in which single letters were changed, lost, added or swapped.</summary>
    private string Scratch(Random random)
    {
        var token = new StringBuilder(Benign(random));
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var place = random.Next(token.Length);
            switch (random.Next(4))
            {
                case 0:
                    token[place] = Letters[random.Next(Letters.Length)];
                    break;
                case 1:
                    token.Remove(place, 1);
                    break;
                case 2:
                    token.Insert(place, Letters[random.Next(Letters.Length)]);
                    break;
                default:
                    token.Length = place + 1;
                    break;
            }
        }

        return token.ToString();
    }

    /// <summary>Another algorithm, key, key id or signature, or parts of two tokens.</summary>
    private string Forge(Random random)
    {
        var claims = TokenForge.Claims(fixture.Now);
        var parts = Benign(random).Split('.');
        var others = Benign(random).Split('.');
        var algorithm = Algorithms[random.Next(Algorithms.Length)];
        return random.Next(7) switch
        {
            0 => TokenForge.Sign(claims, algorithm),
            1 => TokenForge.Sign(claims, algorithm, key: TokenForge.ForeignKey),
            2 => TokenForge.SignRaw($$"""{"alg":"{{algorithm}}","kid":"key-1"}""", claims.ToJsonString(), Algorithms[random.Next(Algorithms.Length)], TokenForge.Key),
            3 => TokenForge.Sign(claims, keyId: new[] { null, "", "KEY-1", "key-2" }[random.Next(4)]),
            4 => $"{parts[0]}.{others[1]}.{parts[2]}",
            5 => $"{parts[0]}.{parts[1]}.{new[] { "", "AA", others[2], parts[2] + "AA", parts[2] + "==", parts[1] }[random.Next(6)]}",
            _ => string.Join('.', parts.Concat(others).Take(random.Next(1, 6))),
        };
    }

    /// <summary>Claims changed by somebody who has the right key: another bot's token, an old one, a broken one.</summary>
    private string Resign(Random random)
    {
        var claims = TokenForge.Claims(fixture.Now);
        var now = fixture.Now;
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var name = new[] { "iss", "aud", "exp", "nbf" }[random.Next(4)];
            if (random.Next(6) == 0)
            {
                claims.Remove(name);
                continue;
            }

            claims[name] = name switch
            {
                "iss" => random.Next(8) switch
                {
                    0 => TokenForge.Issuer + "/", 1 => TokenForge.Issuer.ToUpperInvariant(), 2 => "", 3 => null, 4 => 5,
                    5 => new JsonArray(TokenForge.Issuer), 6 => "https://api.botframework.us", _ => TokenForge.Issuer,
                },
                "aud" => random.Next(8) switch
                {
                    0 => TokenForge.AppId.ToUpperInvariant(), 1 => $"api://{TokenForge.AppId}", 2 => "", 3 => null, 4 => new JsonArray("x", "y"),
                    5 => new JsonArray(TokenForge.AppId), 6 => Guid.Empty.ToString(), _ => TokenForge.AppId,
                },
                _ => random.Next(8) switch
                {
                    0 => long.MaxValue, 1 => -1, 2 => "soon", 3 => null, 4 => 1e30, 5 => now.AddMinutes(-random.Next(7, 100)).ToUnixTimeSeconds(),
                    6 => now.AddMinutes(random.Next(7, 100)).ToUnixTimeSeconds(), _ => now.AddMinutes(random.Next(-3, 3)).ToUnixTimeSeconds(),
                },
            };
        }

        return TokenForge.Sign(claims, Algorithms[random.Next(2, 5)]);
    }
}
