using System.Diagnostics.CodeAnalysis;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>Where the tables are and how we prove who we are: by <see cref="Key"/>, by <see cref="Signature"/>, or, with neither, by Entra ID.</summary>
internal sealed record TablesAccount(Uri Endpoint)
{
    /// <summary>The account's name; needed to sign with the key.</summary>
    public string? Name { get; init; }

    /// <summary>The account's key, decoded.</summary>
    public byte[]? Key { get; init; }

    /// <summary>A shared access signature without its question mark.</summary>
    public string? Signature { get; init; }

    // Published by Microsoft for the storage emulator; it opens nothing else.
    private const string Emulator =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads a connection string as the Azure portal shows it; every mistake is told, and none repeats a secret.</summary>
    public static bool TryParse(string connectionString, [NotNullWhen(true)] out TablesAccount? account, out IReadOnlyList<string> mistakes)
    {
        var wrong = new List<string>();
        mistakes = wrong;
        account = null;
        var parts = Parts(connectionString, wrong);
        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var isEmulator) && isEmulator)
            return TryParse(Emulator, out account, out mistakes);

        var name = parts.GetValueOrDefault("AccountName");
        var key = ReadKey(parts.GetValueOrDefault("AccountKey"), wrong);
        var signature = parts.GetValueOrDefault("SharedAccessSignature")?.TrimStart('?');
        var hasKey = parts.ContainsKey("AccountKey");
        if (!hasKey && signature is null)
            wrong.Add("it has neither AccountKey nor SharedAccessSignature");
        if (hasKey && name is null)
            wrong.Add("AccountKey needs AccountName");
        if (Address(parts, name, wrong) is not { } endpoint || wrong.Count > 0)
            return false;
        account = new(endpoint) { Name = name, Key = key, Signature = key is null ? signature : null };
        return true;
    }

    /// <summary>Reads an account's address; a shared access signature may follow it as its query.</summary>
    public static bool TryParseUrl(string url, [NotNullWhen(true)] out TablesAccount? account, [NotNullWhen(false)] out string? mistake)
    {
        account = null;
        mistake = Mistake(url, out var address);
        if (mistake is null)
            account = new(Folder(address!)) { Signature = address!.Query.Length > 1 ? address.Query[1..] : null };
        return mistake is null;
    }

    private static Dictionary<string, string> Parts(string text, List<string> wrong)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
                parts[part[..at]] = part[(at + 1)..];
            else if (!wrong.Contains("a part of it is not name=value"))
                wrong.Add("a part of it is not name=value");
        }

        return parts;
    }

    private static byte[]? ReadKey(string? text, List<string> wrong)
    {
        if (text is null)
            return null;
        var key = new byte[text.Length];
        if (Convert.TryFromBase64String(text, key, out var length) && length > 0)
            return key[..length];
        wrong.Add("AccountKey is not Base64");
        return null;
    }

    private static Uri? Address(Dictionary<string, string> parts, string? name, List<string> wrong)
    {
        var text = parts.GetValueOrDefault("TableEndpoint");
        if (text is null && name is null)
        {
            wrong.Add("it names no account: AccountName or TableEndpoint is missing");
            return null;
        }

        text ??= $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        if (Mistake(text, out var address) is not { } mistake)
            return Folder(address!);
        wrong.Add($"its address {mistake}");
        return null;
    }

    private static string? Mistake(string text, out Uri? address) =>
        !Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") ? "is no http address"
        : address.UserInfo.Length > 0 || address.Fragment.Length > 0 ? "has a part that no account's address has"
        : address.Scheme == "http" && !address.IsLoopback ? "is not https; what is sent would be readable on the way"
        : null;

    private static Uri Folder(Uri address) => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
}
