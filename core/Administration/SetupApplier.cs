using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Applies the set-up file at the first start. Safe to call again and from several instances: one applies, the others find it done.</summary>
public sealed class SetupApplier(ConfigurationStore store, AdminDesk desk, DocumentResolver resolver, IOptions<SetupFile> options)
{
    /// <summary>Who the audit trail says it was.</summary>
    public const string Actor = "setup";

    public async Task<SetupResult> ApplyAsync(CancellationToken cancellation)
    {
        if (options.Value.File is not { Length: > 0 } file || (await store.RefreshAsync(cancellation)).Revision > 0)
            return new SetupResult.NothingToDo();
        var (document, unreadable) = await ReadAsync(file, cancellation);
        if (document is null)
            return new SetupResult.Refused([unreadable!]);
        if (document.Problems.Count > 0)
            return new SetupResult.Refused(document.Problems);
        var resolved = await resolver.ResolveAsync(document, cancellation);
        if (!resolved.Succeeded)
            return new SetupResult.DirectoryUnreachable(resolved.Failure);
        if (resolved.Value.Configuration is not { } configuration)
            return new SetupResult.Refused(resolved.Value.Problems);
        return await desk.ExecuteAsync(new ImportConfiguration(configuration), Actor, basis: 0, cancellation) switch
        {
            AdminOutcome.Done done => new SetupResult.Applied(done.Configuration, resolved.Value.Warnings),
            AdminOutcome.Refused refused => new SetupResult.Refused(document.InOrder(refused.Problems)),
            // Another instance was faster.
            _ => new SetupResult.NothingToDo(),
        };
    }

    private static async Task<(ConfigurationDocument? Document, ConfigurationProblem? Problem)> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(file).Length > ConfigurationDocument.MaxBytes)
                return (null, Unreadable($"The file is larger than {ConfigurationDocument.MaxBytes / 1024 / 1024} MiB.", "Name a configuration document."));
            return (ConfigurationDocument.Read(await File.ReadAllBytesAsync(file, cancellation)), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, Unreadable($"The file of Setup:File cannot be read ({exception.GetType().Name}).", "Check that the path is right and that the bot may read it."));
        }
    }

    private static ConfigurationProblem Unreadable(string message, string remedy) => new("$", ProblemCode.Unreadable, message, remedy);
}
