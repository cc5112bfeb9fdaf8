using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>Finds every mistake in the settings that lead to the account; secrets are not repeated.</summary>
internal sealed partial class AzureTablesOptionsCheck : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (!options.IsAzureTables)
            return ValidateOptionsResult.Skip;
        var mistakes = new List<string>();
        Account(options, mistakes);
        if (!TableName().IsMatch(options.Table) || options.Table.Equals("tables", StringComparison.OrdinalIgnoreCase))
            mistakes.Add($"Storage:Table is \"{options.Table}\"; a table's name is 3 to 63 letters and digits, begins with a letter and is not \"tables\".");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>The account that checked settings name.</summary>
    public static TablesSettings Settings(StorageOptions options) =>
        new(Account(options, []) ?? throw new InvalidOperationException("The section Storage was not checked."), options.Table);

    private static TablesAccount? Account(StorageOptions options, List<string> mistakes)
    {
        var account = default(TablesAccount);
        switch (string.IsNullOrWhiteSpace(options.ConnectionString), string.IsNullOrWhiteSpace(options.AccountUrl))
        {
            case (true, true):
                mistakes.Add("Storage:AccountUrl is missing; name the account, for example https://myaccount.table.core.windows.net, or set Storage:ConnectionString.");
                break;
            case (false, false):
                mistakes.Add("Storage:AccountUrl and Storage:ConnectionString are both set; keep one.");
                break;
            case (false, true):
                if (!TablesAccount.TryParse(options.ConnectionString!, out account, out var wrong))
                    mistakes.AddRange(wrong.Select(mistake => $"Storage:ConnectionString: {mistake}."));
                break;
            default:
                if (!TablesAccount.TryParseUrl(options.AccountUrl!, out account, out var mistake))
                    mistakes.Add($"Storage:AccountUrl {mistake}.");
                else if (account is { Signature: null, Endpoint.Scheme: "http" })
                    mistakes.Add("Storage:AccountUrl is not https; tokens of Entra ID are sent over https only.");
                break;
        }

        return account;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex TableName();
}
