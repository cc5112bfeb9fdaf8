using System.Text.Json;
using System.Threading.Channels;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>One server-sent event.</summary>
internal sealed record TenantEvent(string Name, string Data);

/// <summary>What happens in the tenant, for those who watch the page. A slow watcher loses the oldest events, never the tenant its pace.</summary>
internal sealed class TenantEvents : IDisposable
{
    private const int Buffered = 1000;

    private readonly TenantState tenant;
    private readonly Lock sync = new();
    private readonly List<Channel<TenantEvent>> watchers = [];

    public TenantEvents(TenantState tenant)
    {
        this.tenant = tenant;
        tenant.Wire.Added += OnWire;
        tenant.Exchange.Changed += OnMail;
        tenant.Exchange.CustomerMailed += OnCustomer;
        tenant.Chats.Changed += OnChat;
        tenant.PresenceChanged += OnPresence;
        tenant.Access.Changed += OnAccess;
    }

    public void ClockMoved() => Publish("clock", new ClockEvent(tenant.Now), ControlJson.Default.ClockEvent);

    public void FaultsChanged(FaultsView faults) => Publish("faults", faults, ControlJson.Default.FaultsView);

    /// <summary>Adds a watcher; leave with <see cref="Leave"/>.</summary>
    public Channel<TenantEvent> Watch()
    {
        var channel = Channel.CreateBounded<TenantEvent>(new BoundedChannelOptions(Buffered) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (sync)
            watchers.Add(channel);
        return channel;
    }

    public void Leave(Channel<TenantEvent> channel)
    {
        lock (sync)
            watchers.Remove(channel);
    }

    public void Dispose()
    {
        lock (sync)
            watchers.ForEach(w => w.Writer.TryComplete());
    }

    private void OnWire(WireEntry entry) => Publish("wire", WireView.Of(entry), ControlJson.Default.WireView);

    private void OnMail(MailChange change) => Publish("mailbox", new MailboxEvent(change.Mailbox.Id), ControlJson.Default.MailboxEvent);

    private void OnCustomer(string address) => Publish("customer", new CustomerEvent(address), ControlJson.Default.CustomerEvent);

    private void OnChat(Person person) => Publish("chat", new PersonEvent(person.Id), ControlJson.Default.PersonEvent);

    private void OnPresence(Person person) => Publish("presence", new PersonEvent(person.Id), ControlJson.Default.PersonEvent);

    private void OnAccess() => Publish("access", new DoneView(), ControlJson.Default.DoneView);

    private void Publish<T>(string name, T data, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        lock (sync)
        {
            if (watchers.Count == 0)
                return;
            var item = new TenantEvent(name, JsonSerializer.Serialize(data, type));
            watchers.ForEach(w => w.Writer.TryWrite(item));
        }
    }
}
