using Microsoft.Extensions.Primitives;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>The Prefer header: several preferences may share one line (graph.md 3).</summary>
internal sealed record Preferences(bool ImmutableIds, bool TextBody, bool UnsafeHtml, int? MaxPageSize, IReadOnlyList<string> Applied)
{
    public static Preferences Read(StringValues header)
    {
        bool immutable = false, text = false, unsafeHtml = false;
        int? page = null;
        List<string> applied = [];
        foreach (var preference in header.SelectMany(line => (line ?? "").Split(',')).Select(p => p.Trim()))
        {
            var (name, value) = preference.Split('=', 2) is [var n, var v] ? (n.Trim(), v.Trim().Trim('"')) : (preference, "");
            switch (name.ToUpperInvariant())
            {
                case "IDTYPE" when value.Equals("ImmutableId", StringComparison.OrdinalIgnoreCase):
                    immutable = true;
                    applied.Add("IdType=\"ImmutableId\"");
                    break;
                case "OUTLOOK.BODY-CONTENT-TYPE" when value.ToUpperInvariant() is "TEXT" or "HTML":
                    text = value.Equals("text", StringComparison.OrdinalIgnoreCase);
                    applied.Add($"outlook.body-content-type=\"{(text ? "text" : "html")}\"");
                    break;
                case "OUTLOOK.ALLOW-UNSAFE-HTML":
                    unsafeHtml = true;
                    applied.Add("outlook.allow-unsafe-html");
                    break;
                case "ODATA.MAXPAGESIZE" when int.TryParse(value, out var size) && size > 0:
                    page = size;
                    applied.Add($"odata.maxpagesize={size}");
                    break;
            }
        }

        return new Preferences(immutable, text, unsafeHtml, page, applied);
    }
}
