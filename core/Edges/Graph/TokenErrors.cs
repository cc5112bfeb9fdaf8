using System.Text.RegularExpressions;
using Azure;
using Azure.Identity;
using Microsoft.Identity.Client;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Token endpoint errors → <see cref="Failure"/> (graph.md 9, last paragraph). The AADSTS number is the code an administrator can look up.</summary>
internal static partial class TokenErrors
{
    public static Failure Map(AuthenticationFailedException exception)
    {
        var code = AadSts().Match(exception.Message) is { Success: true } match ? match.Value : null;
        if (code is "AADSTS90033" or "AADSTS50196" || (code is null && IsPassing(exception)))
            return new Failure(FailureCategory.Transient, code ?? "TokenEndpointUnreachable");
        return new Failure(
            FailureCategory.Unauthenticated,
            code ?? (exception is CredentialUnavailableException ? "CredentialUnavailable" : "AuthenticationFailed"));
    }

    /// <summary>The authority was not reached, or was itself in trouble: no reason to call an administrator.</summary>
    private static bool IsPassing(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
            if (cause is HttpRequestException or IOException or OperationCanceledException
                or RequestFailedException { Status: 0 or 408 or 429 or >= 500 }
                or MsalServiceException { StatusCode: 408 or 429 or >= 500 })
                return true;
        return exception.InnerException is AggregateException many && many.InnerExceptions.All(one => one is RequestFailedException { Status: 0 });
    }

    [GeneratedRegex("AADSTS[0-9]{4,8}", RegexOptions.CultureInvariant)]
    private static partial Regex AadSts();
}
