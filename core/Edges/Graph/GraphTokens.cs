using Azure.Core;
using Azure.Identity;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Keeps the app's token for Graph; one caller fetches, the others wait.</summary>
/// <param name="createCredential">Called again to forget a refused token: a credential keeps it in a cache of its own that only dies with it.</param>
/// <param name="resource">Graph's root; the token is asked for this resource and sent to no other.</param>
internal sealed class GraphTokens(Func<TokenCredential> createCredential, Uri resource, TimeProvider clock) : IDisposable
{
    /// <summary>Renewed this long before it ends, so that it does not end on the way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>After a refusal the authority is left alone for this long, however many mailboxes want a token ("no tight retry", graph.md 9).</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly string[] scopes = [resource.GetLeftPart(UriPartial.Authority) + "/.default"];
    private TokenCredential? credential;
    private volatile Held? held;
    private GraphTokenException? failed;

    /// <summary>A token that is good for a while. Throws <see cref="GraphTokenException"/> when there is none to be had.</summary>
    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        if (held is { } current && clock.GetUtcNow() < current.RenewAt)
            return current.Token;
        await one.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            if (held is { } renewed && now < renewed.RenewAt)
                return renewed.Token;
            try
            {
                return await FetchAsync(claims: null, cancellation);
            }
            catch (GraphTokenException) when (held is { } old && now < old.EndsAt)
            {
                // Renewal is early on purpose: what we have still works.
                return old.Token;
            }
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A new token in place of <paramref name="refused"/>, with the claims that Graph asked for (continuous access evaluation).</summary>
    public async ValueTask<string> ReplaceAsync(string refused, string? claims, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (held is { } current && current.Token != refused)
                return current.Token;
            held = null;
            // Claims make the credential pass by its cache; without them only a new credential does.
            if (claims is null)
                credential = null;
            return await FetchAsync(claims, cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A new token from a new credential, at once: an administrator asks whether what he has just changed works. The one in use stays until then.</summary>
    public async ValueTask<string> RenewAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            credential = null;
            failed = null;
            return await FetchAsync(claims: null, cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async ValueTask<string> FetchAsync(string? claims, CancellationToken cancellation)
    {
        if (failed is { } earlier && clock.GetUtcNow() < earlier.Failure.NotBefore)
            throw new GraphTokenException(earlier.Failure, earlier);
        try
        {
            credential ??= createCredential();
            var token = await credential.GetTokenAsync(new TokenRequestContext(scopes, claims: claims, isCaeEnabled: true), cancellation);
            held = new Held(token.Token, RenewAt(token), token.ExpiresOn);
            failed = null;
            return token.Token;
        }
        catch (AuthenticationFailedException exception)
        {
            failed = new GraphTokenException(TokenErrors.Map(exception) with { NotBefore = clock.GetUtcNow() + PauseAfterFailure }, exception);
            throw failed;
        }
    }

    private static DateTimeOffset RenewAt(AccessToken token)
    {
        var latest = token.ExpiresOn - Margin;
        return token.RefreshOn is { } wished && wished < latest ? wished : latest;
    }

    private sealed record Held(string Token, DateTimeOffset RenewAt, DateTimeOffset EndsAt);
}
