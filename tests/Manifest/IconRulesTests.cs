using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TeamsEmailBot.Manifest;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Manifest;

public sealed class IconRulesTests
{
    private readonly SamplePackage _sample = new();

    [Fact]
    public void The_outline_of_the_package_is_white_on_transparent()
    {
        var image = PngImage.Read(File.ReadAllBytes(RepositoryFolder.Of("appPackage", "outline.png")));
        Assert.Equal((32, 32), (image.Width, image.Height));
        Assert.InRange(image.Pixels.Count(pixel => pixel.Alpha == 255), 50, 500);
    }

    [Fact]
    public void A_wrong_size_gives_its_message() =>
        AssertFinding("color.png", Png(191, 192, Colours((79, 82, 178, 255))), "color.png: is 191 x 192 pixels. The color icon must be 192 x 192");

    [Fact]
    public void A_coloured_outline_gives_its_message() =>
        AssertFinding("outline.png", Png(32, 32, Colours((0, 0, 0, 0), (79, 82, 178, 255))), "neither white nor transparent");

    [Fact]
    public void An_outline_on_a_white_ground_gives_its_message() =>
        AssertFinding("outline.png", Png(32, 32, Colours((255, 255, 255, 255))), "has no transparent background");

    [Fact]
    public void An_empty_outline_gives_its_message() =>
        AssertFinding("outline.png", Png(32, 32, Colours((255, 255, 255, 0))), "is entirely transparent");

    [Fact]
    public void A_file_that_only_has_the_name_of_a_png_gives_its_message() =>
        AssertFinding("color.png", Encoding.ASCII.GetBytes("GIF89a"), "color.png: is not a PNG file");

    [Fact]
    public void A_damaged_png_gives_its_message()
    {
        var png = Png(192, 192, Colours((1, 2, 3, 255)));
        png[50] ^= 1;
        AssertFinding("color.png", png, "is a damaged PNG: a checksum is wrong");
    }

    [Fact]
    public void A_png_cut_short_anywhere_is_told_and_never_thrown()
    {
        var png = Png(32, 32, Colours((255, 255, 255, 255), (0, 0, 0, 0)));
        for (var length = 0; length < png.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PngImage.Read(png[..length]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_line_filter_is_undone(byte filter)
    {
        var random = new Random(17);
        var pixels = new byte[9 * 7 * 4];
        random.NextBytes(pixels);
        var image = PngImage.Read(Png(9, 7, pixels, filter));
        Assert.Equal(pixels, image.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue, pixel.Alpha }));
    }

    private void AssertFinding(string file, byte[] content, string message)
    {
        _sample.Package.Files[file] = content;
        Assert.Contains(message, Assert.Single(_sample.Findings()), StringComparison.Ordinal);
    }

    private static byte[] Colours(params (byte Red, byte Green, byte Blue, byte Alpha)[] turns) =>
        [.. Enumerable.Range(0, 192 * 192).SelectMany(index => { var (r, g, b, a) = turns[index % turns.Length]; return new[] { r, g, b, a }; })];

    /// <summary>Writes a PNG independently of the reader: the filters as the specification states them, the checksum by table.</summary>
    private static byte[] Png(int width, int height, byte[] rgba, byte filter = 0)
    {
        using var lines = new MemoryStream();
        using (var zlib = new ZLibStream(lines, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(filter);
                for (var x = 0; x < width * 4; x++)
                {
                    int At(int px, int py) => px < 0 || py < 0 ? 0 : rgba[(py * width * 4) + px];
                    var (a, b, c) = (At(x - 4, y), At(x, y - 1), At(x - 4, y - 1));
                    var nearest = new[] { a, b, c }.OrderBy(candidate => Math.Abs(a + b - c - candidate)).First();
                    var predicted = new[] { 0, a, b, (a + b) >> 1, nearest }[filter];
                    zlib.WriteByte((byte)(At(x, y) - predicted));
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", lines.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. body];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, ~named.Aggregate(uint.MaxValue, (crc, value) => Table[(byte)(crc ^ value)] ^ (crc >> 8)));
        return [.. length, .. named, .. checksum];
    }

    private static readonly uint[] Table =
        [.. Enumerable.Range(0, 256).Select(start => Enumerable.Range(0, 8).Aggregate((uint)start, (crc, _) => (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1))];
}
