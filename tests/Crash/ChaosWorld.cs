using System.Text.Json.Nodes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>A tenant of the size that a plan wants, and the configuration document of its bot. Every agent works for two services, so that services compete.</summary>
internal sealed class ChaosWorld(ChaosPlan plan)
{
    public World World { get; } = new()
    {
        TenantId = "7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e02",
        AppId = "2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c03",
        People = [.. Numbers(plan.Agents).Select(n => new WorldPerson(AgentId(n), $"Agent {n}", Agent(n), Agent(n), "agent"))],
        Mailboxes = [.. Numbers(plan.Mailboxes).Select(n => new WorldMailbox($"c2d4b6e8-0001-4b20-8d00-{n:D12}", $"Desk {n}", Mailbox(n)))],
    };

    public IReadOnlyList<ServiceId> Services { get; } = [.. Numbers(plan.Mailboxes).Select(n => new ServiceId(Service(n)))];

    /// <summary>Writes the configuration document.</summary>
    public async Task WriteSetupAsync(string file, CancellationToken cancellation)
    {
        var setup = new JsonObject
        {
            ["tenant"] = new JsonObject
            {
                ["emailEnabled"] = true,
                // Below what is under way, so that mail also waits for a slot (N-008).
                ["maxConcurrentTasks"] = Math.Max(1, plan.UnderWay * 3 / 4),
                ["serviceLicences"] = plan.Mailboxes,
                ["emailLicences"] = plan.Agents,
            },
            ["units"] = new JsonArray(new JsonObject { ["id"] = "care", ["name"] = "Care" }),
            ["users"] = Array(plan.Agents, n => new JsonObject { ["userPrincipalName"] = Agent(n), ["roles"] = new JsonArray("agent"), ["emailLicence"] = true }),
            ["mailboxes"] = Array(plan.Mailboxes, n => new JsonObject { ["userPrincipalName"] = Mailbox(n), ["name"] = $"Desk {n}", ["unit"] = "care" }),
            ["workflows"] = new JsonArray(new JsonObject
            {
                ["id"] = "queue", ["name"] = "Queue", ["unit"] = "care", ["activities"] = new JsonArray(new JsonObject { ["kind"] = "queue" }),
            }),
            ["services"] = Array(plan.Mailboxes, n => new JsonObject
            {
                ["id"] = Service(n), ["name"] = $"Desk {n}", ["unit"] = "care", ["serviceLicence"] = true, ["emailEnabled"] = true, ["mailbox"] = Mailbox(n),
                ["workflow"] = "queue",
                ["agents"] = new JsonArray([.. Numbers(plan.Agents).Where(a => a % plan.Mailboxes == n % plan.Mailboxes || (a + 1) % plan.Mailboxes == n % plan.Mailboxes)
                    .Select(a => JsonValue.Create(Agent(a)))]),
            }),
        };
        await File.WriteAllTextAsync(file, setup.ToJsonString(), cancellation);
    }

    private static string AgentId(int n) => $"b1c3a5d7-0001-4a10-9c00-{n:D12}";

    private static string Agent(int n) => $"agent{n}@contoso.example";

    private static string Mailbox(int n) => $"desk{n}@contoso.example";

    private static string Service(int n) => $"desk-{n}";

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);

    private static JsonArray Array(int count, Func<int, JsonObject> make) => new([.. Numbers(count).Select(make)]);
}
