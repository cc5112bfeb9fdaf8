using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TeamsEmailBot.Core.Access;

/// <summary>What a certificate file says of its own end.</summary>
public static class CertificateFile
{
    /// <summary>Null when the file cannot be read as a certificate now; signing in will say what is wrong with it.</summary>
    public static DateTimeOffset? ExpiryOf(string? path)
    {
        if (path is null)
            return null;
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var certificate = X509Certificate2.GetCertContentType(bytes) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12(bytes, password: null)
                : X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(bytes));
            return new DateTimeOffset(certificate.NotAfter);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
