using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>The control API says what to do instead.</summary>
internal sealed class ControlRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>Runs a control request: reads its body, writes its answer, turns refusals into sentences.</summary>
internal static class ControlAnswers
{
    public static async Task<IResult> RunAsync<T>(Func<Task<T>> act, JsonTypeInfo<T> type, int status = 200)
    {
        try
        {
            return Results.Json(await act(), type, statusCode: status);
        }
        catch (ControlRefusal refusal)
        {
            return Results.Json(new ErrorView(refusal.Message), ControlJson.Default.ErrorView, statusCode: refusal.Status);
        }
        catch (ArgumentException wrong)
        {
            return Results.Json(new ErrorView(wrong.Message), ControlJson.Default.ErrorView, statusCode: 400);
        }
    }

    public static Task<IResult> RunAsync<T>(Func<T> act, JsonTypeInfo<T> type, int status = 200) => RunAsync(() => Task.FromResult(act()), type, status);

    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted)
                ?? throw new ControlRefusal(400, "Send a JSON object as the body.");
        }
        catch (JsonException wrong)
        {
            throw new ControlRefusal(400, $"Send valid JSON of the documented shape: {wrong.Message}");
        }
    }
}
