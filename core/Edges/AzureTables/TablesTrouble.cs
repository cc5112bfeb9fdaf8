using Azure.Identity;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>The service's status codes end here: everyone else sees what happened and what to do about it.</summary>
/// <param name="MayRepeat">The same request may go well a little later.</param>
/// <param name="EffectUnknown">The request may have been carried out.</param>
internal sealed record TablesTrouble(string Message, string Remedy, bool MayRepeat, bool EffectUnknown)
{
    private const string GoesOn = "the bot then goes on by itself.";

    /// <summary>Null when the answer says clearly what came of the request: done, not there, or a precondition that did not hold.</summary>
    public static TablesTrouble? Of(TablesAnswer answer) => answer switch
    {
        { IsSuccess: true } or { IsConflict: true } => null,
        { Cause: AuthenticationFailedException } => new(
            "There is no token for the storage account.",
            "Check the identity the bot runs under (managed identity, workload identity or AZURE_ environment variables); " + GoesOn,
            MayRepeat: false, EffectUnknown: false),
        { Cause: { } cause } when WasNeverSent(cause) => new(
            "The storage account cannot be reached.",
            "Check the account's address in the section Storage, the name resolution and the account's firewall; " + GoesOn,
            MayRepeat: true, EffectUnknown: false),
        { Status: 0 } => new("The storage account did not answer.", "Check the network and the state of the account; " + GoesOn, MayRepeat: true, EffectUnknown: true),
        { Status: 401 or 403 } => new(
            $"The storage account refuses us ({answer.Status} {answer.Code}).",
            "Check the key or the shared access signature (tables; containers and objects; read, add, update, delete, create), with Entra ID the role Storage Table Data Contributor, "
                + "the account's firewall and this machine's clock; " + GoesOn,
            MayRepeat: false, EffectUnknown: false),
        { Status: 404, IsTableMissing: true } or { Status: 409, Code: "TableBeingDeleted" } => new(
            "The table is being deleted.", "Wait until the account has deleted it, about a minute; " + GoesOn, MayRepeat: true, EffectUnknown: false),
        { Status: 429 } => new("The storage account is busy.", "If this lasts, look at the account's limits; " + GoesOn, MayRepeat: true, EffectUnknown: false),
        { Status: 408 or >= 500 } => new(
            $"The storage account has trouble ({answer.Status} {answer.Code}).",
            "If this lasts, look at the account's health in the Azure portal; " + GoesOn,
            MayRepeat: true, EffectUnknown: true),
        _ => new(
            $"The storage account answered {answer.Status} {answer.Code}.",
            "Check that the address in the section Storage leads to the Table service; if it does, report this.",
            MayRepeat: false, EffectUnknown: false),
    };

    public StoreUnavailableException ToException(bool effectUnknown, Exception? cause) => new(Message, Remedy, effectUnknown, cause);

    private static bool WasNeverSent(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
                return true;
        return false;
    }
}
