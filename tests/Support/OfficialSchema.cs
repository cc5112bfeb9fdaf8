namespace TeamsEmailBot.Tests.Support;

/// <summary>Microsoft's schemas, which lie beside the repository (../shared/schemas) and are not copied into it.</summary>
internal static class OfficialSchema
{
    private static readonly string Folder = RepositoryFolder.Of("..", "shared", "schemas");

    public static bool IsThere => Directory.Exists(Folder);

    public static string File(string name) => Path.Combine(Folder, name);
}

/// <summary>A theory that needs them; skipped where they are absent.</summary>
public sealed class OfficialSchemaTheoryAttribute : TheoryAttribute
{
    public OfficialSchemaTheoryAttribute() => Skip = OfficialSchema.IsThere ? null : "The official schemas are not beside the repository (../shared/schemas).";
}
