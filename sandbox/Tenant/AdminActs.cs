using System.Net;
using TeamsEmailBot.Sandbox.Auth;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>What the administrators of Entra and Exchange do.</summary>
public sealed class AdminActs
{
    private static readonly string[] MailRoles = ["Mail.ReadWrite", "Mail.Send"];

    private readonly TenantState state;

    internal AdminActs(TenantState state) => this.state = state;

    /// <summary>The roles consented to for the whole tenant.</summary>
    public IReadOnlySet<string> Consented => state.Access.Roles;

    /// <summary>Opens the consent link in a browser, decides, and is led back to the bot; returns the page he sees then.</summary>
    public async Task<ConsentAnswer> OpenConsentLinkAsync(
        Uri link, ConsentDecision decision = ConsentDecision.Accept, string language = "en", CancellationToken cancellation = default)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var shown = await browser.GetAsync(link, cancellation);
        if (shown.StatusCode != HttpStatusCode.OK)
            return await ReadAsync(shown, link, cancellation);
        using var form = new FormUrlEncodedContent([new("decision", decision.ToString())]);
        using var decided = await browser.PostAsync(link, form, cancellation);
        if (decided.Headers.Location is not { } back)
            return await ReadAsync(decided, link, cancellation);
        using var landed = await browser.GetAsync(back, cancellation);
        return await ReadAsync(landed, back, cancellation);
    }

    /// <summary>Grants roles for the whole tenant by script, without the page .</summary>
    public void Consent(params IReadOnlyList<string> roles) => state.Access.Consent(roles);

    /// <summary>Takes tenant-wide roles away; tokens issued before keep them.</summary>
    public void Withdraw(params IReadOnlyList<string> roles) => state.Access.Withdraw(roles);

    /// <summary>Runs the script of RBAC for Applications: both mail roles, for these mailboxes only.</summary>
    /// <param name="mailboxes">Ids or addresses.</param>
    /// <param name="delay">How long Exchange takes to act by it (30 minutes to two hours, graph.md 10.5).</param>
    public void GrantMailInExchange(IEnumerable<string> mailboxes, TimeSpan delay = default)
    {
        var ids = Ids(mailboxes);
        foreach (var role in MailRoles)
            state.Access.Grant(role, ids, state.Now + delay);
    }

    /// <summary>Runs the scripts that <c>setup</c> fills in: the mailboxes are let in by Exchange, and the mail permissions for the whole tenant are taken back (F-64).</summary>
    public void LimitMail(IEnumerable<string> mailboxes, TimeSpan delay = default)
    {
        GrantMailInExchange(mailboxes, delay);
        Withdraw(MailRoles);
    }

    /// <summary>Grants one role in Exchange.</summary>
    public void GrantInExchange(string role, IEnumerable<string> mailboxes, TimeSpan delay = default) => state.Access.Grant(role, Ids(mailboxes), state.Now + delay);

    /// <summary>Makes an application access policy that leaves only these mailboxes open.</summary>
    public void RestrictByPolicy(IEnumerable<string> mailboxes, TimeSpan delay = default) => state.Access.Restrict(Ids(mailboxes), state.Now + delay);

    private static async Task<ConsentAnswer> ReadAsync(HttpResponseMessage answer, Uri address, CancellationToken cancellation) =>
        new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation), address);

    private HashSet<string> Ids(IEnumerable<string> mailboxes) => mailboxes
        .Select(one => state.Exchange.Find(one)?.Id ?? state.FindPerson(one)?.Id ?? throw new ArgumentException($"There is no mailbox '{one}'.", nameof(mailboxes)))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>The page on which a consent ended.</summary>
/// <param name="Address">Where it stands: the bot's, or the consent page itself when that refused.</param>
public sealed record ConsentAnswer(int Status, string Page, Uri Address);
