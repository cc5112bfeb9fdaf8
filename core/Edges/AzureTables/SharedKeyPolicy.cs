using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>Signs requests with the account's key: scheme SharedKeyLite of the Table service, which signs the date and the resource.</summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var signature = Sign($"{date}\n{Resource(message.Request.Uri.ToUri())}");
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {account}:{signature}");
    }

    private string Resource(Uri address) => $"/{account}{address.AbsolutePath}";

    private string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
