using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>
/// Serves the page from its folder: / is index.html, /vendor/{file} is what vendor.json maps the name to (files of npm packages); package folders
/// themselves are not served.
/// </summary>
internal static class PageEndpoints
{
    public static void MapPage(this WebApplication app, string folder)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
            return;
        var types = new FileExtensionContentTypeProvider();
        app.MapGet("/vendor/{file}", (string file, CancellationToken cancellation) => VendorAsync(root, file, types, cancellation));
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/node_modules") || context.Request.Path == "/vendor.json")
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            // The page is worked on while it is open; a stale script would only confuse.
            context.Response.Headers.CacheControl = "no-cache";
            return next(context);
        });
        var files = new PhysicalFileProvider(root);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
    }

    private static async Task<IResult> VendorAsync(string root, string file, FileExtensionContentTypeProvider types, CancellationToken cancellation)
    {
        var list = Path.Combine(root, "vendor.json");
        if (!File.Exists(list))
            return Results.NotFound();
        await using var stream = File.OpenRead(list);
        var vendors = await JsonSerializer.DeserializeAsync(stream, VendorJson.Default.DictionaryStringString, cancellation);
        if (vendors is null || !vendors.TryGetValue(file, out var relative))
            return Results.NotFound();
        var path = Path.GetFullPath(Path.Combine(root, relative));
        if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
            return Results.NotFound();
        return Results.File(path, types.TryGetContentType(file, out var type) ? type : "application/octet-stream");
    }
}

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class VendorJson : JsonSerializerContext;
