using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>One write of a commit, as it is to be sent.</summary>
internal sealed record TablesStep(EntityWrite Write)
{
    /// <summary>The etag of a grave that an insert takes the place of.</summary>
    public string? Grave { get; init; }

    /// <summary>
    /// The row to delete is not there. The service refuses such a delete; a grave in its place keeps the commit true
    /// even if somebody inserts the row meanwhile.
    /// </summary>
    public bool DigsGrave { get; init; }

    public string Method => this switch
    {
        { DigsGrave: true } or { Grave: not null } => "PUT",
        { Write.IsDelete: true } => "DELETE",
        { Write.Precondition: Precondition.Absent } => "POST",
        _ => "PUT",
    };

    public string? IfMatch => this switch
    {
        { DigsGrave: true } => null,
        { Grave: { } grave } => grave,
        { Write: { Precondition: Precondition.Matches, ETag: { } etag } } => TablesRow.Sendable(etag),
        { Write.IsDelete: true } => "*",
        _ => null,
    };
}
