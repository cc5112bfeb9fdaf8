namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>Graph says no. Thrown from wherever the rule is checked; the endpoint turns it into the error body of graph.md 9.</summary>
internal sealed class GraphRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Seconds; null: no header.</summary>
    public int? RetryAfter { get; init; }

    public static GraphRefusal BadRequest(string message) => new(400, "BadRequest", message);

    public static GraphRefusal InvalidQuery(string message) => new(400, "ErrorInvalidUrlQuery", message);

    public static GraphRefusal ItemNotFound() => new(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    public static GraphRefusal MalformedId() => new(400, "ErrorInvalidIdMalformed", "Id is malformed.");

    public static GraphRefusal UnknownProperty(string name, string type) =>
        new(400, "RequestBodyRead", $"The property '{name}' does not exist on type 'microsoft.graph.{type}'. Make sure to only use property names that are defined by the type.");

    public static GraphRefusal UnknownSelect(string name, string type) =>
        new(400, "RequestBroker--ParseUri", $"Could not find a property named '{name}' on type 'Microsoft.OutlookServices.{type}'.");
}
