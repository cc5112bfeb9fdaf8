namespace TeamsEmailBot.Bot.Channel;

/// <summary>What a guard says: the HTTP status for the caller and a reason for our log. <see cref="Caller"/> is set exactly when the token passed.</summary>
internal sealed record GuardVerdict(int Status, string Reason, Caller? Caller = null)
{
    public bool Passed => Status == StatusCodes.Status200OK;

    public static GuardVerdict Pass(Caller caller) => new(StatusCodes.Status200OK, "ok", caller);

    /// <summary>No token, or none we believe.</summary>
    public static GuardVerdict Unauthenticated(string reason) => new(StatusCodes.Status401Unauthorized, reason);

    /// <summary>A caller we know, who may not do this.</summary>
    public static GuardVerdict Forbidden(string reason) => new(StatusCodes.Status403Forbidden, reason);

    public static GuardVerdict Malformed(string reason) => new(StatusCodes.Status400BadRequest, reason);
}

/// <summary>Who speaks to us: what a validated token says, or this machine when nothing is authenticated.</summary>
/// <param name="Key">The key that signed; null without authentication.</param>
/// <param name="IsEntra">True for a token of Entra ID, which carries neither service URL nor endorsements (teams.md 1.2).</param>
/// <param name="ServiceUrl">The <c>serviceurl</c> claim.</param>
/// <param name="ExpiresAt">End of the token's life, without clock skew.</param>
internal sealed record Caller(SigningKey? Key, bool IsEntra, string? ServiceUrl, DateTimeOffset ExpiresAt)
{
    /// <summary>The caller of a bot without authentication.</summary>
    public static readonly Caller ThisMachine = new(null, false, null, DateTimeOffset.MaxValue);

    /// <summary>True when the activity's service URL was vouched for by the token (A7560).</summary>
    public bool VouchesForServiceUrl => Key is not null && !IsEntra;
}
