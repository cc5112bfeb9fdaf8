using System.Net;
using System.Text;

namespace TeamsEmailBot.Tests.Storage;

/// <summary>The line to the account, with the faults a test plans: each befalls one commit.</summary>
internal sealed class TablesLine() : DelegatingHandler(Core.Edges.AzureTables.TablesPipeline.Handler())
{
    private readonly Queue<Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>> plan = [];
    private int commits;

    /// <summary>From now on no read comes through.</summary>
    public bool LosesReads { get; set; }

    /// <summary>How many commits were sent so far.</summary>
    public int Commits => Volatile.Read(ref commits);

    /// <summary>The request does not arrive, something else happens, and the sender sees a broken connection.</summary>
    public TablesLine LoseRequest(Func<Task>? meanwhile = null) => Plan(async _ =>
    {
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        throw Reset();
    });

    /// <summary>The request is carried out, something else happens, and the sender sees a broken connection.</summary>
    public TablesLine LoseAnswer(Func<Task>? meanwhile = null) => Plan(async send =>
    {
        (await send()).Dispose();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        throw Reset();
    });

    /// <summary>The service answers so without doing anything.</summary>
    public TablesLine Answer(int status, string code, int? retryAfter = null) => Plan(_ => Task.FromResult(Refusal(status, code, retryAfter)));

    /// <summary>The service does it and answers so.</summary>
    public TablesLine DoAndAnswer(int status, string code) => Plan(async send =>
    {
        (await send()).Dispose();
        return Refusal(status, code, null);
    });

    /// <summary>The service does it; its answer breaks off after so many characters.</summary>
    public TablesLine CutAnswer(int characters) => Plan(async send =>
    {
        var answer = await send();
        var text = await answer.Content.ReadAsStringAsync();
        answer.Content = new StringContent(text[..characters]);
        return answer;
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fault = default(Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>>);
        if (request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref commits);
            plan.TryDequeue(out fault);
        }

        if (LosesReads && request.Method == HttpMethod.Get)
            throw Reset();
        return fault is null ? base.SendAsync(request, cancellationToken) : fault(() => base.SendAsync(request, cancellationToken));
    }

    private static HttpRequestException Reset() => new("The connection was reset.", new IOException("reset"));

    private static HttpResponseMessage Refusal(int status, string code, int? retryAfter)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent("{\"odata.error\":{\"code\":\"" + code + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"planned\"}}}", Encoding.UTF8, "application/json"),
        };
        if (retryAfter is { } seconds)
            answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return answer;
    }

    private TablesLine Plan(Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> fault)
    {
        plan.Enqueue(fault);
        return this;
    }
}
