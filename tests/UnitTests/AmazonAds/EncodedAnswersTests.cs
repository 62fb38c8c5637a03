using System.IO.Compression;
using System.Text;
using Accounts.Application.Common.Ports;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>Responses whose content encoding is wrong. The status counts as it is; the body of a success cannot be used.</summary>
public sealed class EncodedAnswersTests
{
    private const string Good = """{"adsAccounts":[]}""";

    public static TheoryData<string, string> Undecodable { get; } = new()
    {
        { "gzip", "plain" },
        { "gzip", "gzip without its end" },
        { "gzip", "gzip with a wrong checksum" },
        { "gzip", "gzip with a wrong byte" },
        { "deflate", "plain" },
        { "deflate", "gzip" },
        { "br", "plain" },
        { "br", "gzip" },
        { "zstd", "plain" },
        { "aes128gcm", "plain" },
        { "gzip, gzip", "gzip" },
        { "gzip, unknown", "gzip" },
    };

    [Theory]
    [MemberData(nameof(Undecodable))]
    public async Task A_success_is_an_invalid_answer_and_not_requested_again(string encoding, string body)
    {
        using var amazon = Answering("200 OK", encoding, body);

        (await ListAsync(amazon)).Error.ShouldBe(AmazonErrors.InvalidAnswer);
        amazon.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Undecodable))]
    public async Task A_failure_counts_by_its_status(string encoding, string body)
    {
        using var down = Answering("503 Service Unavailable", encoding, body);
        using var refused = Answering("403 Forbidden", encoding, body);
        using var throttled = Answering("429 Too Many Requests", encoding, body, "Retry-After: 3600\r\n");

        (await ListAsync(down)).Error.Code.ShouldBe("amazon.unavailable");
        down.Requests.Count.ShouldBe(3);
        (await ListAsync(refused)).Error.ShouldBe(AmazonErrors.Forbidden);
        (await ListAsync(throttled)).Error.Code.ShouldBe("amazon.throttled");
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("gzip", "gzip without its checksum")] // whether the JSON is complete shows in itself
    [InlineData("deflate", "zlib")]
    [InlineData("br", "br")]
    [InlineData("identity", "plain")]
    public async Task A_body_that_is_encoded_as_announced_is_read(string encoding, string body)
    {
        using var amazon = Answering("200 OK", encoding, body);

        (await ListAsync(amazon)).Succeeded.ShouldBeTrue();
    }

    private static async Task<Domain.Common.Result<Application.Accounts.RemoteAccountPage>> ListAsync(
        LoopbackAmazon amazon) => await new AmazonDouble(
        clock: TimeProvider.System,
        settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AmazonAds:Regions:EU:ApiUrl"] = amazon.Url,
            ["Resilience:BaseDelay"] = "00:00:00.010"
        }).ListAsync();

    private static LoopbackAmazon Answering(string status, string encoding, string body, string headers = "")
    {
        var bytes = Body(body);
        return new LoopbackAmazon(async (stream, ct) =>
        {
            var head = $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Encoding: {encoding}\r\n{headers}";
            await LoopbackAmazon.WriteAsync(stream, $"{head}Content-Length: {bytes.Length}\r\nConnection: close\r\n\r\n", ct);
            await stream.WriteAsync(bytes, ct);
        });
    }

    private static byte[] Body(string kind)
    {
        var gzip = Encode(output => new GZipStream(output, CompressionLevel.Optimal));
        switch (kind)
        {
            case "plain": return Encoding.UTF8.GetBytes(Good);
            case "gzip": return gzip;
            case "zlib": return Encode(output => new ZLibStream(output, CompressionLevel.Optimal));
            case "br": return Encode(output => new BrotliStream(output, CompressionLevel.Optimal));
            case "gzip without its end": return gzip[..(gzip.Length / 2)];
            case "gzip without its checksum": return gzip[..^8];
            case "gzip with a wrong checksum":
                gzip[^5] ^= 0xff;
                return gzip;
            case "gzip with a wrong byte":
                gzip[14] ^= 0xff;
                return gzip;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown body.");
        }
    }

    private static byte[] Encode(Func<Stream, Stream> encoder)
    {
        using var output = new MemoryStream();
        using (var encoding = encoder(output)) encoding.Write(Encoding.UTF8.GetBytes(Good));
        return output.ToArray();
    }
}
