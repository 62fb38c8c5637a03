using System.Net.Http.Headers;
using System.Text;
using Accounts.IntegrationTests.Auth;

namespace Accounts.IntegrationTests.Http;

/// <summary>A test class about open routes: an app, and nobody to sign in.</summary>
public abstract class EdgeTest : IAsyncLifetime
{
    internal ProbeApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await ProbeApp.StartAsync("https://clerk.example", new ManualClock());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return App.DisposeAsync();
    }

    internal Task<HttpResponseMessage> PostAsync(string json) => PostAsync(Encoding.UTF8.GetBytes(json), "application/json");

    internal async Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType, string? encoding = null, bool chunked = false,
        string path = "/open/sheet")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        return await App.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
