namespace TeamsEmailBot.Core.Access;

/// <summary>What the administrator answered about the app registration.</summary>
/// <param name="Tenant">Id or domain.</param>
public sealed record HostRequest(CredentialKind Kind, string Tenant, string ClientId, EntraCloud Cloud, Uri PublicUrl)
{
    /// <summary>Where the certificate file lies on the host.</summary>
    public string CertificatePath { get; init; } = "/var/ssl/private/certificate.p12";

    /// <summary>When the secret ends, as the app registration shows it.</summary>
    public DateOnly? SecretExpires { get; init; }
}

/// <summary>One application setting of the bot's host.</summary>
/// <param name="Value">Null for a secret: it is entered on the host, never in a chat (E-043).</param>
public sealed record HostSetting(string Key, string? Value);

/// <summary>The settings that the host needs for the answers given; the bot itself stores none of them, and no secret ever (decision 0011).</summary>
public static class HostSettings
{
    public static IReadOnlyList<HostSetting> For(HostRequest request)
    {
        List<HostSetting> settings = [new("Graph:Credential", request.Kind.ToString())];
        if (request.Kind is CredentialKind.ClientSecret or CredentialKind.Certificate)
            settings.Add(new("Graph:TenantId", request.Tenant));
        settings.Add(new("Graph:ClientId", request.ClientId));
        switch (request.Kind)
        {
            case CredentialKind.ClientSecret:
                settings.Add(new("Graph:ClientSecret", null));
                if (request.SecretExpires is { } day)
                    settings.Add(new("Graph:SecretExpires", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case CredentialKind.Certificate:
                settings.Add(new("Graph:CertificatePath", request.CertificatePath));
                break;
        }

        if (request.Cloud != EntraCloud.Global)
            settings.AddRange([new("Graph:AuthorityHost", request.Cloud.Authority.AbsoluteUri), new("Graph:BaseUrl", request.Cloud.Graph.AbsoluteUri)]);
        settings.Add(new("Bot:PublicUrl", request.PublicUrl.AbsoluteUri));
        return settings;
    }

    /// <summary>
    /// Puts them on an Azure web app. The secret is read without echo and appears neither on the screen nor in the shell's history; az prints nothing, because it
    /// would print all settings.
    /// </summary>
    /// <param name="vault">Name of a key vault that keeps the secret; null puts it into the settings themselves.</param>
    public static AccessScript AzureScript(HostRequest request, string app, string resourceGroup, string? vault = null)
    {
        var settings = For(request);
        var lines = settings.Where(setting => setting.Value is not null).Select(setting => Quote($"{Name(setting)}={setting.Value}")).ToList();
        var before = "";
        if (settings.FirstOrDefault(setting => setting.Value is null) is { } secret)
        {
            before = "read -rsp 'Value of the client secret (not its id): ' secret && echo\n";
            if (vault is not null)
            {
                before += $"az keyvault secret set --vault-name {Quote(vault)} --name teamsemailbot-client-secret --value \"$secret\" --output none\n";
                lines.Add(Quote($"{Name(secret)}=@Microsoft.KeyVault(VaultName={vault};SecretName=teamsemailbot-client-secret)"));
            }
            else
            {
                lines.Add($"\"{Name(secret)}=$secret\"");
            }
        }

        return new("host-settings.sh", $"""
            #!/usr/bin/env bash
            set -euo pipefail
            {before}az webapp config appsettings set --name {Quote(app)} --resource-group {Quote(resourceGroup)} --output none --settings \
              {string.Join(" \\\n  ", lines)}
            echo 'Done. The bot restarts with the new settings.'

            """);
    }

    private static string Name(HostSetting setting) => setting.Key.Replace(":", "__", StringComparison.Ordinal);

    // In single quotes the shell takes everything as it is; the quote itself must stand outside of them.
    private static string Quote(string value) =>
        $"'{string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter)).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
