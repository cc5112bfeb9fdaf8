using static TeamsEmailBot.Core.Access.PowerShellText;

namespace TeamsEmailBot.Core.Access;

/// <summary>The scripts for an Entra administrator, where no consent page is wanted or none exists (managed identity), filled with this tenant's values.</summary>
public sealed class EntraScripts(EntraCloud cloud)
{
    /// <summary>Microsoft Graph itself, the same id in every tenant.</summary>
    private const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Grants application permissions without the consent page (X-072, N-027).</summary>
    /// <param name="permissions">Those that are wanted; leave the mail permissions out where Exchange limits them to mailboxes (graph.md 10.2).</param>
    public AccessScript Grant(string tenant, string appId, IReadOnlyList<Permission> permissions) => Script("grant-permissions.ps1", tenant, "'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'", $$"""
        $appId = {{Quote(appId)}}
        $app = Get-MgServicePrincipal -Filter "appId eq '$appId'"
        if (-not $app) { $app = New-MgServicePrincipal -AppId $appId }
        $graph = Get-MgServicePrincipal -Filter "appId eq '{{GraphAppId}}'"
        $granted = @(Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -All | ForEach-Object { $_.AppRoleId })
        foreach ($name in {{List(permissions.Select(PermissionNeed.Of).Select(need => need.Role).OfType<string>())}}) {
            $role = $graph.AppRoles | Where-Object { $_.Value -eq $name -and $_.AllowedMemberTypes -contains 'Application' }
            if ($granted -notcontains $role.Id) {
                New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id -ResourceId $graph.Id -AppRoleId $role.Id | Out-Null
            }
            Write-Host "$name is granted."
        }
        Write-Host "Object id of the enterprise application: $($app.Id)"
        """);

    /// <summary>Takes the tenant-wide mail permissions away, so that only what Exchange grants counts: the two add up (graph.md 10.5, F-64).</summary>
    public AccessScript RemoveMailConsent(string tenant, string appId) => Script("remove-tenant-wide-mail.ps1", tenant, "'Application.Read.All', 'AppRoleAssignment.ReadWrite.All'", $$"""
        $appId = {{Quote(appId)}}
        $app = Get-MgServicePrincipal -Filter "appId eq '$appId'"
        if (-not $app) { throw "There is no enterprise application $appId in this tenant." }
        $graph = Get-MgServicePrincipal -Filter "appId eq '{{GraphAppId}}'"
        $mail = @($graph.AppRoles | Where-Object { $_.Value -like 'Mail.*' -or $_.Value -like 'MailboxSettings.*' } | ForEach-Object { $_.Id })
        foreach ($one in Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -All | Where-Object { $mail -contains $_.AppRoleId }) {
            Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -AppRoleAssignmentId $one.Id
        }
        Write-Host 'Done. Tokens issued before work on for an hour; Exchange takes up to 2 hours.'
        """);

    /// <summary>A self-signed certificate, for tests: for production have one signed (E-044 to E-055).</summary>
    /// <param name="name">What the script proposes as the certificate's name.</param>
    public static AccessScript Certificate(string name) => new("certificate.ps1", $$"""
        $ErrorActionPreference = 'Stop'
        # 1. The password that protects the private key.
        $password = Read-Host 'Password for the PFX file' -AsSecureString
        # 2. The certificate's name.
        $name = Read-Host 'Name of the certificate (Enter for the one proposed)'
        if (-not $name) { $name = {{Quote(name)}} }
        # 3. The certificate itself, in your own store.
        $certificate = New-SelfSignedCertificate -Subject "CN=$name" -CertStoreLocation 'Cert:\CurrentUser\My' -KeyExportPolicy Exportable -KeySpec Signature -KeyLength 2048 -HashAlgorithm SHA256 -NotAfter (Get-Date).AddMonths(12)
        $desktop = [Environment]::GetFolderPath('Desktop')
        # 4. The private key: for the bot's host only. Whoever has it and its password is the bot.
        Export-PfxCertificate -Cert $certificate -FilePath (Join-Path $desktop 'TeamsEmailBot.pfx') -Password $password | Out-Null
        # 5. The public part: for the app registration (Certificates & secrets > Certificates > Upload).
        Export-Certificate -Cert $certificate -FilePath (Join-Path $desktop 'TeamsEmailBot.cer') -Type CERT | Out-Null
        Write-Host "Thumbprint: $($certificate.Thumbprint). It ends on $($certificate.NotAfter.ToString('yyyy-MM-dd'))."
        Write-Host 'The bot reads PEM: openssl pkcs12 -in TeamsEmailBot.pfx -nodes -out TeamsEmailBot.pem (on its host), then delete both files from the desktop.'
        Write-Host 'It is self-signed, which is for tests: for production have one signed by your certificate authority.'

        """);

    private AccessScript Script(string name, string tenant, string scopes, string body) => new(name, $$"""
        $ErrorActionPreference = 'Stop'
        if (-not (Get-Module -ListAvailable -Name Microsoft.Graph.Applications)) {
            Install-Module -Name Microsoft.Graph.Applications -Scope CurrentUser
        }
        Connect-MgGraph -TenantId {{Quote(tenant)}} -Scopes {{scopes}} -NoWelcome{{(cloud.GraphEnvironment is { } environment ? $" -Environment {environment}" : "")}}

        {{body}}

        """);
}
