using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Writes request bodies.</summary>
internal static class GraphBody
{
    /// <summary>Text as it is: the default escaping makes HTML half as large again, and Graph takes 4 MB (graph.md 5.3).</summary>
    private static readonly JsonSerializerOptions Options =
        new(GraphJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = GraphJson.Default };

    public static ReadOnlyMemory<byte> Of<T>(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
}
