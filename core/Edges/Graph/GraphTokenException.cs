using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Carries a token's failure through the HTTP pipeline to <see cref="GraphHttp"/>, which makes a value of it.</summary>
internal sealed class GraphTokenException(Failure failure, Exception cause) : Exception(failure.ToString(), cause)
{
    public Failure Failure { get; } = failure;
}
