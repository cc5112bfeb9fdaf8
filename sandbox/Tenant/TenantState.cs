using System.Collections.Concurrent;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Graph.Subscriptions;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>Everything the tenant knows, shared by Graph, the connector and the control API. What changes is guarded by <see cref="Sync"/>.</summary>
internal sealed class TenantState
{
    public TenantState(TenantOptions options)
    {
        Options = options;
        Ids = new IdSource(options.Seed, options.Clock);
        Signals = new Signals(Sync);
        People = [.. options.World.People.Select(p => new Person(p, Ids.TeamsUserId()))];
        Exchange = new ExchangeServer(options.World, Ids, options.Clock);
        Chats = new ChatBook(Ids, options.Clock);
        Subscriptions = new SubscriptionBook(options.Clock);
        Access = new AccessBook(options);
        Tokens = new TokenIssuer(options, Access);
        BotUrl = options.BotUrl;
    }

    public TenantOptions Options { get; }

    public Lock Sync { get; } = new();

    public TimeProvider Clock => Options.Clock;

    public World World => Options.World;

    public IdSource Ids { get; }

    public Signals Signals { get; }

    public IReadOnlyList<Person> People { get; }

    public ExchangeServer Exchange { get; }

    public ChatBook Chats { get; }

    public SubscriptionBook Subscriptions { get; }

    /// <summary>Open upload sessions by their secret.</summary>
    public ConcurrentDictionary<string, UploadSession> Uploads { get; } = new(StringComparer.Ordinal);

    public AccessBook Access { get; }

    public TokenIssuer Tokens { get; }

    public FaultBook Faults { get; } = new();

    public WireLog Wire { get; } = new();

    public Uri? BotUrl { get; set; }

    /// <summary>Base address of this host, without a slash at the end; known once it listens.</summary>
    public string Address { get; set; } = "";

    /// <summary>What the connector tells the bot as its service URL.</summary>
    public string ServiceUrl => $"{Address}/connector/";

    public string BotId => $"28:{World.AppId}";

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Raised under the lock.</summary>
    public Action<Person>? PresenceChanged { get; set; }

    /// <summary>Raised when the app itself was let into somebody's Teams; Teams tells the bot then.</summary>
    public Action<Person>? AppInstalled { get; set; }

    /// <summary>Does something under the lock and tells the waiting.</summary>
    public T Act<T>(Func<T> act)
    {
        T result;
        lock (Sync)
            result = act();
        Signals.Pulse();
        return result;
    }

    /// <summary>By object id, user principal name or the beginning of the name; throws when there is nobody.</summary>
    public Person Person(string who) => FindPerson(who)
        ?? People.FirstOrDefault(p => p.Name.StartsWith(who, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no person '{who}'.", nameof(who));

    /// <summary>By object id or user principal name.</summary>
    public Person? FindPerson(string idOrUpn) =>
        People.FirstOrDefault(p => Same(p.Id, idOrUpn) || Same(p.UserPrincipalName, idOrUpn));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
