namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>How the app proves to Entra ID who it is (graph.md 10.3).</summary>
public enum GraphCredential
{
    /// <summary>Nothing was configured.</summary>
    Unset,

    /// <summary>No authentication at all: only towards a simulator on this machine.</summary>
    None,

    /// <summary>A secret of the app registration; expires after 24 months at the latest.</summary>
    ClientSecret,

    /// <summary>A certificate of the app registration, as PEM or PFX file with its private key.</summary>
    Certificate,

    /// <summary>The managed identity of the Azure resource that we run on.</summary>
    ManagedIdentity,

    /// <summary>A federated token file, as Kubernetes mounts it.</summary>
    WorkloadIdentity,
}
