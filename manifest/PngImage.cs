using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TeamsEmailBot.Manifest;

internal readonly record struct Pixel(byte Red, byte Green, byte Blue, byte Alpha);

/// <summary>Reads a PNG far enough to judge an icon: its form, its size and its pixels (PNG specification, sections 5, 9 and 11).</summary>
internal sealed record PngImage(int Width, int Height, IReadOnlyList<Pixel> Pixels)
{
    private const int LargestSide = 4096;
    private const int HeaderLength = 13;

    public static PngImage None { get; } = new(0, 0, []);

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="InvalidDataException">The content is no PNG this reader knows; the message is the rest of a sentence about the file.</exception>
    public static PngImage Read(byte[] content)
    {
        var chunks = Chunks(content);
        var header = chunks[0].Body;
        if (chunks[0].Type != "IHDR" || header.Length != HeaderLength)
        {
            throw new InvalidDataException("is a PNG without a header");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)));
        var (depth, colour, interlaced) = (header[8], header[9], header[12] != 0);
        if (width is 0 or > LargestSide || height is 0 or > LargestSide || depth != 8 || interlaced || Channels(colour) == 0)
        {
            throw new InvalidDataException("is a PNG of a kind this tool does not read");
        }

        var palette = chunks.FirstOrDefault(chunk => chunk.Type == "PLTE").Body ?? [];
        var transparency = chunks.FirstOrDefault(chunk => chunk.Type == "tRNS").Body ?? [];
        var lines = Unfilter(Inflate([.. chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Body)], (int)height, (int)width * Channels(colour)),
            (int)height, (int)width * Channels(colour), Channels(colour));
        return new((int)width, (int)height, [.. lines.Chunk(Channels(colour)).Select(sample => ToPixel(sample, colour, palette, transparency))]);
    }

    private static List<(string Type, byte[] Body)> Chunks(byte[] content)
    {
        if (!content.AsSpan().StartsWith(Signature))
        {
            throw new InvalidDataException("is not a PNG file");
        }

        var chunks = new List<(string Type, byte[] Body)>();
        for (var at = Signature.Length; at + 12 <= content.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            if (length > content.Length - at - 12)
            {
                break;
            }

            var named = content.AsSpan(at + 4, (int)length + 4);
            if (Checksum(named) != BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at + 8 + (int)length)))
            {
                throw new InvalidDataException("is a damaged PNG: a checksum is wrong");
            }

            chunks.Add((Encoding.ASCII.GetString(named[..4]), named[4..].ToArray()));
            if (chunks[^1].Type == "IEND")
            {
                return chunks;
            }

            at += 12 + (int)length;
        }

        throw new InvalidDataException("is a PNG that ends too early");
    }

    private static byte[] Inflate(byte[] compressed, int height, int lineLength)
    {
        var lines = new byte[height * (lineLength + 1)];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
            stream.ReadExactly(lines);
            return lines;
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("is a PNG with too few pixels");
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException("is a damaged PNG: its pixels do not unpack");
        }
    }

    /// <summary>Undoes the filters by which each line is stored as difference to its neighbours (PNG specification 9.2).</summary>
    private static byte[] Unfilter(byte[] filtered, int height, int lineLength, int channels)
    {
        var lines = new byte[height * lineLength];
        for (var y = 0; y < height; y++)
        {
            var filter = filtered[y * (lineLength + 1)];
            for (var x = 0; x < lineLength; x++)
            {
                var at = (y * lineLength) + x;
                var left = x >= channels ? lines[at - channels] : 0;
                var above = y > 0 ? lines[at - lineLength] : 0;
                var aboveLeft = y > 0 && x >= channels ? lines[at - lineLength - channels] : 0;
                var predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => Paeth(left, above, aboveLeft),
                    _ => throw new InvalidDataException("is a damaged PNG: it names an unknown filter"),
                };
                lines[at] = (byte)(filtered[at + y + 1] + predicted);
            }
        }

        return lines;
    }

    private static int Paeth(int left, int above, int aboveLeft)
    {
        var estimate = left + above - aboveLeft;
        var (toLeft, toAbove, toAboveLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - aboveLeft));
        return toLeft <= toAbove && toLeft <= toAboveLeft ? left : toAbove <= toAboveLeft ? above : aboveLeft;
    }

    private static Pixel ToPixel(byte[] sample, byte colour, byte[] palette, byte[] transparency) => colour switch
    {
        0 => new(sample[0], sample[0], sample[0], transparency.Length == 2 && transparency[1] == sample[0] ? (byte)0 : (byte)255),
        2 => new(sample[0], sample[1], sample[2], transparency.Length == 6 && sample.SequenceEqual(new[] { transparency[1], transparency[3], transparency[5] }) ? (byte)0 : (byte)255),
        3 when sample[0] * 3 + 2 < palette.Length => new(palette[sample[0] * 3], palette[sample[0] * 3 + 1], palette[sample[0] * 3 + 2],
            sample[0] < transparency.Length ? transparency[sample[0]] : (byte)255),
        4 => new(sample[0], sample[0], sample[0], sample[1]),
        6 => new(sample[0], sample[1], sample[2], sample[3]),
        _ => throw new InvalidDataException("is a damaged PNG: a pixel names a colour outside its palette"),
    };

    private static int Channels(byte colour) => colour switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };

    /// <summary>CRC-32 as in PNG specification annex D; the platform's own one is another polynomial.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
