using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>Durable work: it exists from the commit that causes it (I7) until a handler is done with it. It runs at least once, so handlers make twice harmless.</summary>
/// <param name="Id">Unique among the jobs of its partition that are due at the same time.</param>
/// <param name="Kind">Chooses the handler.</param>
/// <param name="Payload">Ids, times and counts only, never mail content (I6).</param>
/// <param name="Due">When it is to run (next).</param>
/// <param name="Attempts">How often it was handed to a worker.</param>
/// <param name="FirstDue">When it was to run at first.</param>
/// <param name="LastFailure">Why the last attempt did not succeed.</param>
public sealed record Job(string Id, string Kind, JsonElement? Payload, DateTimeOffset Due, int Attempts, DateTimeOffset FirstDue, Failure? LastFailure)
{
    /// <summary>The payload as its kind knows it.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is of another shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return (Payload is { } payload ? payload.Deserialize(type) : default)
                ?? throw new InvalidDataException($"Job {Id} ({Kind}) has no payload.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The payload of job {Id} ({Kind}) is not a {typeof(T).Name}.", exception);
        }
    }
}
