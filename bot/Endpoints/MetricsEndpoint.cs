using TeamsEmailBot.Bot.Metrics;

namespace TeamsEmailBot.Bot.Endpoints;

/// <summary>Figures for Prometheus: ids and counts only, and yet for inside use; keep it from the public side of the proxy.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        // Made now, so that counting begins with the first request and not with the first question.
        var book = endpoints.ServiceProvider.GetRequiredService<MetricsBook>();
        endpoints.MapGet("/metrics", () => Results.Text(PrometheusText.Write(book.Read()), PrometheusText.ContentType));
    }
}
