using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>Writes an entity group transaction: a <c>multipart/mixed</c> body with one change set, in which every part is a request of its own.</summary>
internal sealed class TablesBatch(TablesSettings settings, string partition, string commit)
{
    // The service's limit for the whole body.
    private const int MaxBytes = 4 * 1024 * 1024;
    private readonly string changes = "changeset_" + commit;
    private readonly ArrayBufferWriter<byte> body = new();

    public string Boundary { get; } = "batch_" + commit;

    /// <exception cref="ArgumentException">The body is larger than the service takes.</exception>
    public TablesCall ToCall(IEnumerable<TablesStep> steps)
    {
        Line($"--{Boundary}");
        Line($"Content-Type: multipart/mixed; boundary={changes}");
        Line("");
        foreach (var step in steps)
            Add(step);
        Line($"--{changes}--");
        Line($"--{Boundary}--");
        if (body.WrittenCount > MaxBytes)
            throw new ArgumentException($"The commit needs {body.WrittenCount} bytes on the way to Azure Tables, which takes {MaxBytes}: its keys are too long for its values.");
        return TablesCall.Batch(Boundary, body.WrittenMemory, settings.RequestLimit);
    }

    private void Add(TablesStep step)
    {
        var path = step.Method == "POST" ? settings.Table : TablesCall.EntityPath(settings.Table, partition, step.Write.Row);
        Line($"--{changes}");
        Line("Content-Type: application/http");
        Line("Content-Transfer-Encoding: binary");
        Line("");
        Line($"{step.Method} {settings.Account.Endpoint}{path} HTTP/1.1");
        Line("Accept: application/json;odata=minimalmetadata");
        Line("DataServiceVersion: 3.0");
        if (step.IfMatch is { } match)
            Line($"If-Match: {match}");
        if (step.Method == "DELETE")
        {
            Line("");
            Line("");
            return;
        }

        if (step.Method == "POST")
            Line("Prefer: return-no-content");
        Line("Content-Type: application/json");
        Line("");
        using (var json = new Utf8JsonWriter(body))
            TablesRow.Write(json, partition, step.Write.Row, commit, step.Write.Value);
        Line("");
    }

    private void Line(string text)
    {
        Encoding.UTF8.GetBytes(text, body);
        body.Write("\r\n"u8);
    }

    /// <summary>Reads what a batch was answered.</summary>
    /// <param name="outer">The answer that carries the parts.</param>
    /// <param name="count">How many writes the batch had.</param>
    public static TablesAnswer Read(TablesAnswer outer, int count)
    {
        if (!outer.IsSuccess)
            return outer;
        var etags = new List<string?>(count);
        using var lines = new StringReader(Encoding.UTF8.GetString(outer.Body.Span));
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || !int.TryParse(line.AsSpan(9, Math.Min(3, line.Length - 9)), CultureInfo.InvariantCulture, out var status))
                continue;
            var etag = default(string);
            while (lines.ReadLine() is { Length: > 0 } header)
                if (header.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase))
                    etag = header[5..].Trim();
            if (status is < 200 or >= 300)
                return Refused(outer, status, lines.ReadLine(), count);
            etags.Add(etag);
        }

        // A body that was cut off says "done" of nothing.
        return etags.Count == count ? outer with { ETags = etags } : outer with { Status = 0 };
    }

    // "3:The specified entity already exists.": the first write is number 0.
    private static TablesAnswer Refused(TablesAnswer outer, int status, string? error, int count)
    {
        var json = Encoding.UTF8.GetBytes(error ?? "");
        var text = TablesAnswer.ErrorText(json) ?? "";
        var colon = Math.Max(text.IndexOf(':', StringComparison.Ordinal), 0);
        var isNamed = int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count;
        return outer with { Status = status, Code = TablesAnswer.ErrorCode(json), Index = isNamed ? index : count == 1 ? 0 : null };
    }
}
