using Azure.Core;
using Azure.Identity;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Makes the Azure.Identity credential that the settings name.</summary>
internal static class GraphCredentials
{
    public static TokenCredential Create(GraphOptions options) => options.Credential switch
    {
        GraphCredential.ClientSecret => new ClientSecretCredential(
            options.TenantId, options.ClientId, options.ClientSecret, Configure(options, new ClientSecretCredentialOptions())),
        GraphCredential.Certificate => new ClientCertificateCredential(
            options.TenantId, options.ClientId, options.CertificatePath, Configure(options, new ClientCertificateCredentialOptions())),
        GraphCredential.ManagedIdentity => new ManagedIdentityCredential(
            Configure(options, new ManagedIdentityCredentialOptions(
                options.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned))),
        GraphCredential.WorkloadIdentity => new WorkloadIdentityCredential(Workload(options)),
        _ => throw new InvalidOperationException($"{options.Credential} is no credential; the settings were not checked."),
    };

    private static WorkloadIdentityCredentialOptions Workload(GraphOptions options)
    {
        var workload = Configure(options, new WorkloadIdentityCredentialOptions());
        // Left alone, these two come from the environment that the workload identity webhook sets.
        if (options.TenantId is { } tenant)
            workload.TenantId = tenant;
        if (options.ClientId is { } client)
            workload.ClientId = client;
        return workload;
    }

    private static T Configure<T>(GraphOptions options, T credential)
        where T : TokenCredentialOptions
    {
        if (options.AuthorityHost is { } authority)
            credential.AuthorityHost = authority;
        credential.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        // Our jobs repeat with back-off (decision 0004); one quick repetition here bridges a dropped connection. The local endpoint
        // of a managed identity is another matter: it comes up late and wants the patience that Azure.Identity gives it.
        if (credential is not ManagedIdentityCredentialOptions)
            credential.Retry.MaxRetries = 1;
        return credential;
    }
}
