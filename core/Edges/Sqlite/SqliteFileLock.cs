using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>
/// Holds a database for this process alone, by an open file beside it. SQLite's own locks would let a second bot in between two commits,
/// and both would believe that they are the only worker. The system frees the lock when the process ends, however it ends.
/// </summary>
internal sealed class SqliteFileLock : IDisposable
{
    private readonly FileStream file;

    private SqliteFileLock(FileStream file) => this.file = file;

    public static SqliteFileLock Take(string databasePath)
    {
        try
        {
            // The file is left behind: deleting it would let two processes hold two files of the same name.
            return new(new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new StoreUnavailableException(
                $"The folder of the database {databasePath} does not exist.",
                "Create the folder, mount its volume, or correct Storage:Path.",
                effectUnknown: false,
                exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreUnavailableException(
                $"The folder of the database {databasePath} cannot be written.",
                "Give the bot's account the right to write the folder, or correct Storage:Path.",
                effectUnknown: false,
                exception);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new StoreUnavailableException(
                $"The database {databasePath} is in use by another running bot.",
                "Stop the other process, or give each its own Storage:Path; several instances on one store need Azure Tables.",
                effectUnknown: false,
                exception);
        }
        catch (IOException exception)
        {
            throw new StoreUnavailableException(
                $"The file {databasePath}.lock cannot be made: {exception.Message}",
                "Check Storage:Path and the disk.",
                effectUnknown: false,
                exception);
        }
    }

    public void Dispose() => file.Dispose();

    // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsHeld(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 35 or 32;
}
