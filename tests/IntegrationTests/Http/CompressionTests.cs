using System.IO.Compression;
using System.Net.Http.Headers;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Http;

public sealed class CompressionTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_list_is_compressed_for_callers_that_accept_it(string encoding)
    {
        using var person = await world.ConnectedAsync("northwind");
        using var response = await GetAsync(person, "/api/v1/accounts?page_size=100", encoding);

        response.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        response.Headers.Vary.ShouldContain("Accept-Encoding");
        await using var packed = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked =
            encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        (await reader.ReadToEndAsync()).ShouldStartWith("{\"accounts\":[{");
        (await GetAsync(person, "/api/v1/accounts?page_size=100", "identity")).Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task Responses_with_tokens_or_addresses_of_authorization_flows_and_event_streams_are_not_compressed()
    {
        using var person = await world.ConnectedAsync("northwind");
        var account = (await person.ListAsync("status=active"))[0].Text("id");
        var run = (await person.GetAsync(Synced.Runs)).Json.GetProperty("syncs")[0].Text("sync_id");

        string[] paths = ["/api/v1/auth/audit?limit=100", "/api/v1/auth/amazon/login", "/API/v1/Auth/connections", $"{Synced.Runs}/{run}/events"];
        foreach (var path in paths) (await GetAsync(person, path, "br, gzip")).Content.Headers.ContentEncoding.ShouldBeSubsetOf(["identity"], path);
        using var reauthorized = await SendAsync(person, HttpMethod.Post, $"/api/v1/accounts/{account}/reauthorize", "br, gzip");
        reauthorized.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    private Task<HttpResponseMessage> GetAsync(Person person, string path, string accepted) => SendAsync(person, HttpMethod.Get, path, accepted);

    private async Task<HttpResponseMessage> SendAsync(Person person, HttpMethod method, string path, string accepted)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(world.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        var response = await client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue(path);
        return response;
    }
}
