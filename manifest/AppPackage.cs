using System.IO.Compression;

namespace TeamsEmailBot.Manifest;

/// <summary>The files of an app package in memory, by their name at the package's root.</summary>
internal sealed class AppPackage
{
    public const string ManifestFile = "manifest.json";
    public const string TemplateFile = "manifest.template.json";

    /// <summary>Far above any icon or text; keeps a hostile zip from filling the memory.</summary>
    private const int LargestFile = 4 * 1024 * 1024;
    private const int MostFiles = 100;

    // The earliest moment a zip can hold: the same input gives the same bytes, whenever it is packed.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public static AppPackage? Read(string path, List<Finding> findings)
    {
        if (Directory.Exists(path))
        {
            return ReadFolder(path, findings);
        }

        if (File.Exists(path))
        {
            return ReadZip(path, findings);
        }

        findings.Add(new(path, "does not exist", "Give the path of a packed zip or of the folder with its files"));
        return null;
    }

    public byte[] ToZip()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = NoTime;
                entry.ExternalAttributes = 0;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return buffer.ToArray();
    }

    private static AppPackage ReadFolder(string folder, List<Finding> findings)
    {
        var package = new AppPackage();
        foreach (var file in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(file => !file.Name.StartsWith('.')))
        {
            if (file is not FileInfo { Length: <= LargestFile })
            {
                findings.Add(new(file.Name, "is a folder or larger than 4 MB", "Keep only the manifest, icons and language files here"));
                continue;
            }

            package.Files[file.Name] = File.ReadAllBytes(file.FullName);
        }

        return package;
    }

    private static AppPackage? ReadZip(string path, List<Finding> findings)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.Entries.Count > MostFiles)
            {
                findings.Add(new(path, $"holds more than {MostFiles} files", "Pack only the manifest, icons and language files"));
                return null;
            }

            var package = new AppPackage();
            foreach (var entry in zip.Entries)
            {
                ReadEntry(entry, package, findings);
            }

            return package;
        }
        catch (InvalidDataException)
        {
            findings.Add(new(path, "is not a readable zip file", "Pack it again with the command 'pack'"));
            return null;
        }
    }

    private static void ReadEntry(ZipArchiveEntry entry, AppPackage package, List<Finding> findings)
    {
        if (entry.FullName.Contains('/', StringComparison.Ordinal) || entry.FullName.Contains('\\', StringComparison.Ordinal))
        {
            findings.Add(new(entry.FullName, "lies in a folder", "Put every file at the root of the zip; Teams looks nowhere else"));
            return;
        }

        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        // The declared length may lie, so the bytes that really come out are counted.
        for (int read; content.Length <= LargestFile && (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
        }

        if (content.Length > LargestFile)
        {
            findings.Add(new(entry.FullName, "is larger than 4 MB", "Use the files that 'pack' writes"));
        }
        else if (!package.Files.TryAdd(entry.FullName, content.ToArray()))
        {
            findings.Add(new(entry.FullName, "is in the zip twice", "Keep one"));
        }
    }
}
