using System.IO.Compression;
using System.Net;
using System.Text;

namespace Accounts.IntegrationTests.Dashboard;

public sealed class DashboardFilesTests(DashboardWorld world) : IClassFixture<DashboardWorld>
{
    private const string Asset = "/app/assets/index-1a2b.js";

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task An_asset_is_compressed_and_cached_permanently(string encoding)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Address, Asset));
        request.Headers.Add("Accept-Encoding", encoding);
        using var asset = await client.SendAsync(request);

        asset.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        asset.Headers.Vary.ShouldContain("Accept-Encoding");
        asset.Content.Headers.ContentType?.MediaType.ShouldBe("text/javascript");
        asset.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
        var packed = await asset.Content.ReadAsByteArrayAsync();
        packed.Length.ShouldBeLessThan(SizeOfFastest(encoding), "An asset is sent once, so it is compressed well.");
        using var reader = new StreamReader(Unpack(encoding, new MemoryStream(packed)));
        (await reader.ReadToEndAsync()).ShouldBe(DashboardWorld.Script);
    }

    [Fact]
    public async Task A_font_is_not_compressed_again()
    {
        var (font, text) = await world.SendAsync("GET", "/app/assets/inter-3c4d.woff2", ("Accept-Encoding", "br, gzip"));

        text.ShouldContain(DashboardWorld.Font);
        (font.Content.Headers.ContentType?.MediaType, font.Content.Headers.ContentEncoding.Count).ShouldBe(("font/woff2", 0));
        font.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
    }

    [Fact]
    public async Task A_file_whose_name_does_not_change_is_cached_for_an_hour_and_then_compared()
    {
        var (file, text) = await world.SendAsync("GET", "/app/theme.js");

        (text, file.Headers.CacheControl?.ToString()).ShouldBe((DashboardWorld.Theme, "public, max-age=3600"));
        (await world.SendAsync("GET", "/app/theme.js", ("If-None-Match", file.Headers.ETag!.ToString()))).Response.StatusCode
            .ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task HEAD_returns_the_headers_of_a_file()
    {
        var (head, text) = await world.SendAsync("HEAD", Asset);

        (head.StatusCode, text, head.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, "", DashboardWorld.Script.Length));
    }

    [Theory]
    [InlineData("/app/.env")]
    [InlineData("/app/..%2Fsecret.txt")]
    [InlineData("/app/assets/..%2F..%2Fsecret.txt")]
    [InlineData("/app/%2e%2e/secret.txt")]
    public async Task Hidden_files_and_files_outside_the_folder_are_not_served(string address) =>
        (await world.SendAsync("GET", address)).Text.ShouldNotContain(DashboardWorld.Secret);

    private static Stream Unpack(string encoding, Stream packed) =>
        encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);

    private static int SizeOfFastest(string encoding)
    {
        var bytes = new MemoryStream();
        using (Stream stream = encoding == "br" ? new BrotliStream(bytes, CompressionLevel.Fastest) : new GZipStream(bytes, CompressionLevel.Fastest))
            stream.Write(Encoding.UTF8.GetBytes(DashboardWorld.Script));
        return bytes.ToArray().Length;
    }
}
