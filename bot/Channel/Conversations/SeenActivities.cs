using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Channel.Conversations;

/// <summary>What is known of an activity that arrives.</summary>
internal enum SeenState
{
    New,

    /// <summary>Another instance works on it, or died over it less than <see cref="SeenActivities.Lease"/> ago.</summary>
    Running,

    /// <summary>It was handled.</summary>
    Done,
}

/// <summary>A stored mark: when the activity was taken up and whether it was finished. Nothing of its content.</summary>
internal sealed record SeenMark(DateTimeOffset At, bool Done);

/// <summary>
/// Remembers for 24 hours which activities were handled, because Teams delivers again what it thinks was not answered (teams.md 8). An activity is known by
/// conversation, id and type. Marks live in three partitions that take turns by day; the one that is neither today's nor yesterday's is emptied in passing,
/// so nothing piles up and nothing needs a timer. The answers to invokes are kept in memory for a minute only: they hold cards (I6).
/// </summary>
internal sealed class SeenActivities(IEntityStore store, TimeProvider time, ILogger<SeenActivities> logger)
{
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    /// <summary>Longer than any handler may take, so that work which died is taken up by a later delivery.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AnswerMemory = TimeSpan.FromMinutes(1);
    private const int AnswersKept = 256;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (ActivityAnswer Answer, DateTimeOffset At)> answers = new(StringComparer.Ordinal);
    private int sweptDay = -1;

    /// <summary>The key of the activity, or null when it has no id and so cannot be told from another.</summary>
    public static string? KeyOf(Activity activity) => string.IsNullOrEmpty(activity.Id)
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{activity.Conversation?.Id}\n{activity.Id}\n{activity.Type}")));

    /// <summary>Takes the activity up, unless it is being handled or was.</summary>
    public async ValueTask<SeenState> BeginAsync(string key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.GetAsync(Partition(Day(now) - 1), key, cancellation) is { } yesterday && StateOf(yesterday, now) is var old && old != SeenState.New)
            return old;

        var (partition, mark) = (Partition(Day(now)), Write(new SeenMark(now, false)));
        for (var write = EntityWrite.Insert(key, mark); ;)
        {
            if ((await store.CommitAsync(partition, [write], cancellation)).Applied)
                return SeenState.New;
            var there = await store.GetAsync(partition, key, cancellation);
            if (there is not null && StateOf(there, now) is var state && state != SeenState.New)
                return state;
            write = there is null ? EntityWrite.Insert(key, mark) : EntityWrite.Update(key, mark, there.ETag);
        }
    }

    /// <summary>Marks the activity as handled; then removes a few marks that are older than they need be.</summary>
    public async ValueTask DoneAsync(string key, ActivityAnswer? answer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (answer is not null)
            KeepAnswer(key, answer, now);
        try
        {
            // Written into the day of now: around midnight the mark begins in one partition and ends in the next, and both are read.
            await store.CommitAsync(Partition(Day(now)), [EntityWrite.Put(key, Write(new SeenMark(now, true)))], cancellation);
            await SweepAsync(Day(now), cancellation);
        }
        catch (StoreUnavailableException failure)
        {
            // The work is done and committed. Without the mark a later delivery may run it again, which handlers must bear; failing now would provoke one.
            ChannelLog.SweepFailed(logger, failure);
        }
    }

    /// <summary>Lets the next delivery run; used when the handler failed. Without success the lease ends by itself.</summary>
    public async ValueTask ForgetAsync(string key)
    {
        try
        {
            // Also when the host is stopping: a mark left behind would delay the next delivery for the length of the lease.
            await store.CommitAsync(Partition(Day(time.GetUtcNow())), [EntityWrite.DeleteAny(key)], CancellationToken.None);
        }
        catch (StoreUnavailableException failure)
        {
            ChannelLog.SweepFailed(logger, failure);
        }
    }

    /// <summary>The answer given a moment ago to this invoke, when still known.</summary>
    public ActivityAnswer? AnswerOf(string key)
    {
        lock (gate)
            return answers.TryGetValue(key, out var kept) && time.GetUtcNow() - kept.At < AnswerMemory ? kept.Answer : null;
    }

    private static int Day(DateTimeOffset now) => (int)(now.ToUnixTimeSeconds() / 86_400);

    private static string Partition(int day) => $"seen-{day % 3}";

    private static byte[] Write(SeenMark mark) => JsonSerializer.SerializeToUtf8Bytes(mark, ChannelJson.Default.SeenMark);

    private static SeenState StateOf(Entity entity, DateTimeOffset now)
    {
        var mark = JsonSerializer.Deserialize(entity.Value.Span, ChannelJson.Default.SeenMark)!;
        var age = now - mark.At;
        return mark.Done ? age < Memory ? SeenState.Done : SeenState.New : age < Lease ? SeenState.Running : SeenState.New;
    }

    private void KeepAnswer(string key, ActivityAnswer answer, DateTimeOffset now)
    {
        lock (gate)
        {
            answers[key] = (answer, now);
            if (answers.Count <= AnswersKept)
                return;
            foreach (var (old, _) in answers.OrderBy(entry => entry.Value.At).Take(AnswersKept / 4).ToArray())
                answers.Remove(old);
        }
    }

    /// <summary>Removes up to 100 marks of the third partition; once it is empty there is nothing to do until tomorrow.</summary>
    private async ValueTask SweepAsync(int today, CancellationToken cancellation)
    {
        if (Volatile.Read(ref sweptDay) == today)
            return;
        var partition = Partition(today + 1);
        var page = await store.QueryAsync(partition, RowRange.All, EntityLimits.WritesPerCommit, cancellation);
        if (page.Entities.Count > 0)
            await store.CommitAsync(partition, [.. page.Entities.Select(entity => EntityWrite.DeleteAny(entity.Row))], cancellation);
        if (page.Next is null)
            Volatile.Write(ref sweptDay, today);
    }
}
