using System.Text.Json;

namespace TeamsEmailBot.Manifest;

/// <summary>Two PNG icons: 192 x 192 in colour, 32 x 32 white on transparent (teams.md 6).</summary>
internal static class IconRules
{
    private static readonly string[] Kinds = ["color", "outline"];

    public static IEnumerable<(string Kind, string File)> Icons(JsonElement manifest) =>
        from kind in Kinds
        let file = JsonFile.Text(manifest, "icons", kind)
        where file is not null
        select (kind, file);

    public static IEnumerable<Finding> Check(AppPackage package, JsonElement manifest) =>
        Icons(manifest).SelectMany(icon => package.Files.TryGetValue(icon.File, out var content)
            ? CheckIcon(icon.Kind, icon.File, content)
            : [new Finding(icon.File, $"is missing, though the manifest names it as {icon.Kind} icon", "Add it at the root of the package")]);

    private static IEnumerable<Finding> CheckIcon(string kind, string file, byte[] content)
    {
        PngImage image;
        Finding? broken = null;
        try
        {
            image = PngImage.Read(content);
        }
        catch (InvalidDataException error)
        {
            image = PngImage.None;
            broken = new(file, error.Message, "Export it again as PNG with 8 bits per channel, not interlaced");
        }

        if (broken is not null)
        {
            yield return broken;
            yield break;
        }

        var side = kind == "color" ? 192 : 32;
        if (image.Width != side || image.Height != side)
        {
            yield return new(file, FormattableString.Invariant($"is {image.Width} x {image.Height} pixels"), FormattableString.Invariant($"The {kind} icon must be {side} x {side}"));
        }

        if (kind == "outline")
        {
            var visible = image.Pixels.Count(pixel => pixel.Alpha > 0);
            if (image.Pixels.Any(pixel => pixel is { Alpha: > 0 } and not { Red: 255, Green: 255, Blue: 255 }))
            {
                yield return new(file, "has pixels that are neither white nor transparent", "Draw the outline in pure white; Teams colours it itself");
            }
            else if (visible == 0 || visible == image.Pixels.Count)
            {
                yield return new(file, visible == 0 ? "is entirely transparent" : "has no transparent background", "Draw a white sign on a transparent ground");
            }
        }
    }
}
