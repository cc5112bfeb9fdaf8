namespace TeamsEmailBot.Core.Organization;

/// <summary>Writes into the audit trail what somebody did that is no change of the configuration.</summary>
public interface IAuditNotes
{
    /// <param name="by">Object id of who did it.</param>
    /// <param name="action">What it was, like the name of a command.</param>
    Task NoteAsync(string by, string action, AuditedChange change, CancellationToken cancellation);
}
