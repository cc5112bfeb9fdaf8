using Microsoft.Data.Sqlite;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>SQLite's result codes end here: everyone else sees what happened and what to do about it.</summary>
internal static class SqliteErrors
{
    public const int ReadOnly = 8;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int NotADatabase = 26;

    /// <summary>A commit that is too much for the space that is left says nothing about the others of its group.</summary>
    public static bool ConcernsOneCommit(SqliteException exception) => exception.SqliteErrorCode is Full or TooBig;

    /// <param name="exception">What SQLite said.</param>
    /// <param name="path">The database file.</param>
    /// <param name="committing">True when COMMIT itself failed: after an I/O error there the frames may or may not have reached the disk.</param>
    public static StoreUnavailableException Translate(SqliteException exception, string path, bool committing = false)
    {
        var (message, remedy) = exception.SqliteErrorCode switch
        {
            Busy or Locked => (
                $"The database {path} is locked by another program.",
                "End the program that holds the file (a backup, a database browser); the bot then goes on by itself."),
            Full => (
                $"There is no space left for the database {path}.",
                "Free space on its disk or raise the limit; the bot then goes on by itself."),
            ReadOnly => (
                $"The database {path} cannot be written.",
                "Give the bot's account the right to write the file and its folder; the bot then goes on by itself."),
            CannotOpen => (
                $"The database {path} cannot be opened.",
                "Check Storage:Path: the folder must exist and the bot's account must have the right to read and write it."),
            NotADatabase => (
                $"The file {path} is not a SQLite database, or its beginning is damaged.",
                "Check Storage:Path. If it is right, stop the bot, keep a copy of the file and restore the last backup."),
            Corrupt => (
                $"The database {path} is damaged.",
                "Stop the bot, keep a copy of the file with its -wal file and restore the last backup; then check the disk."),
            InputOutput => (
                $"The disk failed while the database {path} was used.",
                "Check the disk and the system's log; the bot goes on by itself when the disk does."),
            _ => (
                $"The database {path} cannot be used.",
                "Look up the SQLite result code; if it means nothing to you, report it."),
        };
        var unknown = committing && exception.SqliteErrorCode is not (Busy or Locked or Full);
        return new($"{message} (SQLite result {exception.SqliteExtendedErrorCode})", remedy, unknown, exception);
    }
}
