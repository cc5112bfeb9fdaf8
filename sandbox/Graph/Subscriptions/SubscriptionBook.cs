namespace TeamsEmailBot.Sandbox.Graph.Subscriptions;

/// <summary>All subscriptions; expired ones are gone. Call it under the tenant's lock.</summary>
internal sealed class SubscriptionBook(TimeProvider clock)
{
    private readonly List<Subscription> all = [];

    public IReadOnlyList<Subscription> Living
    {
        get
        {
            var now = clock.GetUtcNow();
            all.RemoveAll(s => s.ExpiresAt <= now);
            return all;
        }
    }

    public Subscription? Find(string id) => Guid.TryParse(id, out var guid) ? Living.FirstOrDefault(s => s.Id == guid) : null;

    public void Add(Subscription subscription) => all.Add(subscription);

    public bool Remove(Subscription subscription) => all.Remove(subscription);
}
