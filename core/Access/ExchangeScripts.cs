using static TeamsEmailBot.Core.Access.PowerShellText;

namespace TeamsEmailBot.Core.Access;

/// <summary>A PowerShell script for an administrator to read and run; it can be run again without harm.</summary>
/// <param name="Name">File name.</param>
public sealed record AccessScript(string Name, string Text);

/// <summary>The mail-enabled security group that holds the bot's mailboxes: all that its form asks for (N-031, N-032, E-019).</summary>
/// <param name="Address">Its e-mail address; also how the other scripts find it.</param>
public sealed record GroupRequest(string Name, string Address)
{
    public string? Description { get; init; }

    /// <summary>Addresses of those who may change its members; none leaves it to the administrator who runs the script.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Addresses of the mailboxes.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Whether people outside the organization may write to the group's address.</summary>
    public bool OutsidersMayWrite { get; init; }

    public bool IsHidden { get; init; } = true;
}

/// <summary>Lets one app into the mailboxes of one group.</summary>
/// <param name="AppId">Application (client) id.</param>
public sealed record ScopeRequest(string AppId, string GroupAddress)
{
    /// <summary>Object id of the enterprise application (not of the app registration); null has the script ask for it. The check knows it from the token.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>Mailboxes that must be open at the end.</summary>
    public IReadOnlyList<string> Inside { get; init; } = [];

    /// <summary>A mailbox that must be closed at the end.</summary>
    public string? Outside { get; init; }
}

/// <summary>What an application access policy does (N-038). When an app has policies of both kinds, the denial wins.</summary>
public enum PolicyRight
{
    /// <summary>Only the group's mailboxes are open.</summary>
    RestrictAccess,

    /// <summary>Only the group's mailboxes are closed.</summary>
    DenyAccess,
}

/// <summary>The scripts for an Exchange administrator (graph.md 10.5), filled with this tenant's values.</summary>
public sealed class ExchangeScripts(EntraCloud cloud)
{
    /// <summary>Makes the group, or adds what is missing to the one that is there (N-031 to N-035, E-016 to E-022).</summary>
    public AccessScript Group(GroupRequest request)
    {
        var owners = request.Owners.Count > 0 ? $" -ManagedBy {List(request.Owners)}" : "";
        var description = request.Description is { Length: > 0 } text ? $" -Description {Quote(text)}" : "";
        return Script("1-mailbox-group.ps1", $$"""
            $address = {{Quote(request.Address)}}
            $group = Get-DistributionGroup -Identity $address -ErrorAction SilentlyContinue
            if (-not $group) {
                New-DistributionGroup -Name {{Quote(request.Name)}} -Type Security -PrimarySmtpAddress $address{{description}}{{owners}} -MemberJoinRestriction Closed -MemberDepartRestriction Closed -RequireSenderAuthenticationEnabled {{Flag(!request.OutsidersMayWrite)}} | Out-Null
                # A new group takes a moment to appear.
                for ($try = 1; -not $group -and $try -le 20; $try++) {
                    Start-Sleep -Seconds 15
                    $group = Get-DistributionGroup -Identity $address -ErrorAction SilentlyContinue
                }
            }
            {{MustBeSecurityGroup}}
            Set-DistributionGroup -Identity $address -HiddenFromAddressListsEnabled {{Flag(request.IsHidden)}} -BypassSecurityGroupManagerCheck
            {{AddMembers(request.Members)}}
            Get-DistributionGroupMember -Identity $address -ResultSize Unlimited | Format-Table DisplayName, PrimarySmtpAddress
            Write-Host "To test the group, write a mail to $address and look for it in one of the mailboxes above."
            """);
    }

    /// <summary>Adds a mailbox that comes later; nothing else has to be changed then (N-031).</summary>
    public AccessScript AddToGroup(string groupAddress, IReadOnlyList<string> mailboxes) => Script("add-mailboxes.ps1", $$"""
        $address = {{Quote(groupAddress)}}
        $group = Get-DistributionGroup -Identity $address -ErrorAction SilentlyContinue
        {{MustBeSecurityGroup}}
        {{AddMembers(mailboxes)}}
        {{Waiting}}
        """);

    /// <summary>
    /// RBAC for Applications: the current way (N-029). The two mail roles are granted in Exchange, for the group's direct members only; nothing is consented to in
    /// Entra, because the two kinds of grants add up.
    /// </summary>
    public AccessScript Scope(ScopeRequest request)
    {
        var name = "TeamsEmailBot " + (request.AppId.Length > 8 ? request.AppId[..8] : request.AppId);
        var principal = request.PrincipalId is { } id
            ? Quote(id)
            : "Read-Host 'Object id of the enterprise application (Entra admin center > Enterprise applications, not App registrations)'";
        var outside = request.Outside is { } closed
            ? $$"""

                Write-Host 'This one must be out of scope (InScope False):'
                Test-ServicePrincipalAuthorization -Identity $appId -Resource {{Quote(closed)}} | Format-Table RoleName, AllowedResourceScope, InScope
                """
            : "";
        return Script("2-app-scope.ps1", $$"""
            $appId = {{Quote(request.AppId)}}
            $principalId = {{principal}}
            $address = {{Quote(request.GroupAddress)}}
            $name = {{Quote(name)}}
            $group = Get-DistributionGroup -Identity $address -ErrorAction SilentlyContinue
            {{MustBeSecurityGroup}}
            if (-not (Get-ServicePrincipal | Where-Object { $_.AppId -eq $appId })) {
                New-ServicePrincipal -AppId $appId -ObjectId $principalId -DisplayName $name | Out-Null
            }
            # Direct members only: nested groups do not count.
            $filter = "MemberOfGroup -eq '$($group.DistinguishedName.Replace("'", "''"))'"
            if (Get-ManagementScope -Identity $name -ErrorAction SilentlyContinue) {
                Set-ManagementScope -Identity $name -RecipientRestrictionFilter $filter
            } else {
                New-ManagementScope -Name $name -RecipientRestrictionFilter $filter | Out-Null
            }
            foreach ($role in 'Mail.ReadWrite', 'Mail.Send') {
                if (-not (Get-ManagementRoleAssignment -Identity "$name $role" -ErrorAction SilentlyContinue)) {
                    New-ManagementRoleAssignment -Name "$name $role" -App $principalId -Role "Application $role" -CustomResourceScope $name | Out-Null
                }
            }
            Write-Host 'These must be in scope (InScope True):'
            foreach ($mailbox in {{List(request.Inside)}}) {
                Test-ServicePrincipalAuthorization -Identity $appId -Resource $mailbox | Format-Table RoleName, AllowedResourceScope, InScope
            }{{outside}}
            {{Waiting}}
            """);
    }

    /// <summary>An application access policy, for tenants that keep to them: Microsoft makes no new ones and will have the old ones migrated (N-036 to N-044).</summary>
    public AccessScript AccessPolicy(ScopeRequest request, PolicyRight right = PolicyRight.RestrictAccess, string? description = null) => Script("2-app-policy.ps1", $$"""
        $appId = {{Quote(request.AppId)}}
        $address = {{Quote(request.GroupAddress)}}
        $group = Get-DistributionGroup -Identity $address -ErrorAction SilentlyContinue
        {{MustBeSecurityGroup}}
        try {
            New-ApplicationAccessPolicy -AccessRight {{right}} -AppId $appId -PolicyScopeGroupId $address -Description {{Quote(description ?? "TeamsEmailBot")}} | Out-Null
        } catch {
            if ($_.Exception.Message -like '*total size of App Access Policies exceeded the limit*') {
                Write-Warning 'The tenant has no room for another policy: about 300 fit when their descriptions are short. Remove old ones (Get-ApplicationAccessPolicy, Remove-ApplicationAccessPolicy), or use RBAC for Applications, which has no such limit.'
            }
            throw
        }
        foreach ($mailbox in {{List([.. request.Inside, .. request.Outside is { } closed ? new[] { closed } : []])}}) {
            Test-ApplicationAccessPolicy -AppId $appId -Identity $mailbox | Format-Table Mailbox, AccessCheckResult
        }
        {{Waiting}}
        """);

    /// <summary>Makes a shared mailbox, which needs no licence up to 50 GB.</summary>
    public AccessScript SharedMailbox(string name, string address) => Script("shared-mailbox.ps1", $$"""
        $address = {{Quote(address)}}
        if (Get-Recipient -Identity $address -ErrorAction SilentlyContinue) {
            throw "$address is taken."
        }
        New-Mailbox -Shared -Name {{Quote(name)}} -DisplayName {{Quote(name)}} -PrimarySmtpAddress $address | Format-Table DisplayName, PrimarySmtpAddress
        """);

    /// <summary>Lets one mailbox send under other addresses (F-34).</summary>
    public AccessScript SendAs(string mailbox, IReadOnlyList<string> addresses) => Script("send-as.ps1", $$"""
        foreach ($address in {{List(addresses)}}) {
            Add-RecipientPermission -Identity $address -Trustee {{Quote(mailbox)}} -AccessRights SendAs -Confirm:$false | Format-Table Identity, Trustee, AccessRights
        }
        """);

    // N-040: neither a distribution list nor a Microsoft 365 group is a security principal for Exchange.
    private const string MustBeSecurityGroup = """
        if (-not $group) { throw "There is no group $address." }
        if ($group.RecipientTypeDetails -ne 'MailUniversalSecurityGroup') { throw "$address is a $($group.RecipientTypeDetails); it must be a mail-enabled security group." }
        """;

    // N-043: the test cmdlets pass by the cache and say yes long before it works.
    private const string Waiting = "Write-Host 'Done. Exchange takes 30 minutes to 2 hours until it acts by it; the bot tries until then.'";

    private static string AddMembers(IReadOnlyList<string> mailboxes) => $$"""
        $members = @(Get-DistributionGroupMember -Identity $address -ResultSize Unlimited | ForEach-Object { $_.PrimarySmtpAddress })
        foreach ($mailbox in {{List(mailboxes)}}) {
            if ($members -notcontains $mailbox) {
                Add-DistributionGroupMember -Identity $address -Member $mailbox -BypassSecurityGroupManagerCheck
            }
        }
        """;

    private static string Flag(bool value) => value ? "$true" : "$false";

    // N-033 to N-035: looks for the module before it installs it, and asks who runs it.
    private AccessScript Script(string name, string body) => new(name, $$"""
        $ErrorActionPreference = 'Stop'
        if (-not (Get-Module -ListAvailable -Name ExchangeOnlineManagement)) {
            Install-Module -Name ExchangeOnlineManagement -Scope CurrentUser
        }
        $admin = Read-Host 'UPN of an Exchange administrator'
        Connect-ExchangeOnline -UserPrincipalName $admin -ShowBanner:$false{{(cloud.ExchangeEnvironment is { } environment ? $" -ExchangeEnvironmentName {environment}" : "")}}

        {{body}}

        """);
}
