using System.IO.Compression;
using System.Text.Json.Nodes;
using TeamsEmailBot.Manifest;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Manifest;

public sealed class PackingTests : IDisposable
{
    private static readonly string[] Options =
    [
        "pack", "--bot-id", "79e090f7-bb8e-4b24-b966-1e88178962c6", "--app-id", "643bbcc0-be45-46d5-838c-b8390347bf49",
        "--host", "bot.contoso.com", "--version", "1.2.3", "--developer-name", "Contoso \"IT\"", "--source", SamplePackage.Source,
    ];

    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Packing_fills_the_template_and_writes_a_zip_that_validates()
    {
        Assert.Equal(0, Run([.. Options, "--out", _folder.File("app.zip")]));
        Assert.Equal("", _errors.ToString());
        Assert.Equal(0, Run(["validate", _folder.File("app.zip")]));

        using var zip = ZipFile.OpenRead(_folder.File("app.zip"));
        Assert.Equal(["color.png", "de.json", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName));
        using var stream = zip.GetEntry("manifest.json")!.Open();
        var manifest = JsonNode.Parse(stream)!;
        Assert.Equal("79e090f7-bb8e-4b24-b966-1e88178962c6", (string?)manifest["bots"]![0]!["botId"]);
        Assert.Equal("api://botid-79e090f7-bb8e-4b24-b966-1e88178962c6", (string?)manifest["webApplicationInfo"]!["resource"]);
        Assert.Equal("643bbcc0-be45-46d5-838c-b8390347bf49", (string?)manifest["id"]);
        Assert.Equal("1.2.3", (string?)manifest["version"]);
        Assert.Equal("Contoso \"IT\"", (string?)manifest["developer"]!["name"]);
        Assert.Equal("https://bot.contoso.com/privacy", (string?)manifest["developer"]!["privacyUrl"]);
        Assert.Equal("bot.contoso.com", (string?)manifest["validDomains"]![0]);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        Assert.Equal(0, Run([.. Options, "--out", _folder.File("one.zip")]));
        Assert.Equal(0, Run([.. Options, "--out", _folder.File("two.zip")]));
        Assert.Equal(File.ReadAllBytes(_folder.File("one.zip")), File.ReadAllBytes(_folder.File("two.zip")));
        using var zip = ZipFile.OpenRead(_folder.File("one.zip"));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void All_wrong_options_and_a_wrong_template_are_told_at_once_and_nothing_is_written()
    {
        CopySource();
        Edit("manifest.template.json", "\"accentColor\": \"#4F52B2\"", "\"accentColor\": \"{{favourite}}\"");
        File.Delete(_folder.File("outline.png"));

        Assert.Equal(1, Run(
        [
            "pack", "--bot-id", "bot", "--app-id", "00000000-0000-0000-0000-000000000000", "--host", "https://bot.contoso.com", "--version", "1.0",
            "--developer-name", "A name of more than thirty-two characters", "--privacy-url", "http://contoso.com", "--source", _folder.Path,
            "--out", _folder.File("app.zip"),
        ]));

        var said = _errors.ToString();
        foreach (var place in new[] { "--bot-id", "--app-id", "--host", "--version", "--developer-name", "--privacy-url", "$.accentColor" })
        {
            Assert.Contains(place, said, StringComparison.Ordinal);
        }

        Assert.Contains("unknown placeholder {{favourite}}", said, StringComparison.Ordinal);
        Assert.Contains("7 mistakes", said, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("app.zip")));
    }

    [Fact]
    public void A_wrong_option_does_not_hide_what_is_wrong_with_the_files()
    {
        CopySource();
        File.Delete(_folder.File("outline.png"));
        Assert.Equal(1, Run(["pack", "--bot-id", "bot", "--app-id", SamplePackage.Contoso.AppId, "--host", "bot.contoso.com", "--version", "1.0.0", "--source", _folder.Path]));
        Assert.Contains("--bot-id", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("outline.png: is missing", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 mistakes", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bot.contoso.com", true)]
    [InlineData("xn--bcher-kva.example", true)]
    [InlineData("localhost", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("bot.contoso.com:443", false)]
    [InlineData("bot.contoso.com/api", false)]
    [InlineData("*.contoso.com", false)]
    [InlineData("bot.contoso.com\n", false)]
    [InlineData("-bot.contoso.com", false)]
    public void A_host_is_a_name_and_nothing_else(string host, bool right) => Assert.Equal(right, AppDetails.IsHostName(host));

    [Fact]
    public void A_zip_that_cannot_be_written_is_told()
    {
        Assert.Equal(1, Run([.. Options, "--out", Path.Combine(_folder.Path, "missing", "app.zip")]));
        Assert.Contains("--out: cannot be written", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_template_is_told()
    {
        Assert.Equal(1, Run([.. Options.SkipLast(1), _folder.Path]));
        Assert.Contains("manifest.template.json: is missing", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_the_template_is_not_mistaken_for_a_package()
    {
        Assert.Equal(1, Run(["validate", SamplePackage.Source]));
        Assert.Contains("fill it with the command 'pack'", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_zip_is_told()
    {
        File.WriteAllText(_folder.File("app.zip"), "no zip");
        Assert.Equal(1, Run(["validate", _folder.File("app.zip")]));
        Assert.Contains("not a readable zip", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_with_its_files_in_a_folder_is_told()
    {
        using (var zip = ZipFile.Open(_folder.File("app.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(Path.Combine(SamplePackage.Source, "color.png"), "app/color.png");
        }

        Assert.Equal(1, Run(["validate", _folder.File("app.zip")]));
        Assert.Contains("app/color.png: lies in a folder", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("manifest.json: is missing", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_bomb_is_refused_and_not_unpacked()
    {
        using (var zip = ZipFile.Open(_folder.File("app.zip"), ZipArchiveMode.Create))
        {
            using var stream = zip.CreateEntry("manifest.json").Open();
            stream.Write(new byte[8 * 1024 * 1024]);
        }

        Assert.Equal(1, Run(["validate", _folder.File("app.zip")]));
        Assert.Contains("manifest.json: is larger than 4 MB", _errors.ToString(), StringComparison.Ordinal);
    }

    private int Run(string[] arguments) =>
        ManifestCommandLine.Create().Parse(arguments).Invoke(new() { Output = _output, Error = _errors, EnableDefaultExceptionHandler = false });

    private void CopySource()
    {
        foreach (var file in Directory.EnumerateFiles(SamplePackage.Source))
        {
            File.Copy(file, _folder.File(Path.GetFileName(file)));
        }
    }

    private void Edit(string file, string from, string to) =>
        File.WriteAllText(_folder.File(file), File.ReadAllText(_folder.File(file)).Replace(from, to, StringComparison.Ordinal));
}
