using System.Globalization;
using Azure.Core;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>The authority that gives tokens for Graph. A token can end before its time, as when somebody revokes it.</summary>
internal sealed class SimTokens(SimWorld world)
{
    private int given;
    private int oldestGood;

    /// <summary>Every token given so far is worth nothing from now on.</summary>
    public void Revoke() => oldestGood = given + 1;

    public bool Accepts(string? token) => token is not null && int.Parse(token.AsSpan(4), CultureInfo.InvariantCulture) >= oldestGood;

    public TokenCredential Credential() => new Given(this);

    private AccessToken Give() => new($"tok-{++given}", world.Now + TimeSpan.FromHours(1));

    private sealed class Given(SimTokens tokens) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => tokens.Give();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(tokens.Give());
    }
}
