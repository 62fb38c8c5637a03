using System.IO.Compression;
using System.Text;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>Responses whose body is not encoded as their header says.</summary>
internal static class Undecodable
{
    /// <summary>Plain text under another name.</summary>
    public static Fault Fault(string route, string encoding, int status, string body) => new()
    {
        Route = route,
        Kind = FaultKind.Status,
        Status = status,
        Body = body,
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Encoding"] = encoding },
    };

    /// <summary>A gzip whose checksum does not match.</summary>
    public static Fault BrokenGzip(string route, int status, string body)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(body));
        var bytes = output.ToArray();
        bytes[^5] ^= 0xff;
        return Fault(route, "gzip", status, "") with { Bytes = bytes };
    }
}
