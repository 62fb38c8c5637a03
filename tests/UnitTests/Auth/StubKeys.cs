using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Accounts.Api.Auth;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Auth;

/// <summary>Serves Clerk's signing keys without a network. Each fetch waits until the test answers it.</summary>
internal sealed class StubKeys : HttpMessageHandler, IHttpClientFactory
{
    public static readonly string Good = OneKey();

    private readonly SemaphoreSlim _asked = new(0);
    private readonly Queue<TaskCompletionSource<HttpResponseMessage>> _open = new();

    public int Fetches { get; private set; }

    public ClerkSigningKeys Sut(TimeProvider clock) => new(
        this,
        Options.Create(new ClerkOptions { Issuer = "https://clerk.example", AuthorizedParties = ["https://app.example"] }),
        clock,
        NullLogger<ClerkSigningKeys>.Instance);

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    /// <summary>Waits for the next fetch and answers it.</summary>
    public async Task AnswerAsync(string? body)
    {
        await _asked.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var status = body is null ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
        lock (_open) _open.Dequeue().SetResult(new HttpResponseMessage(status) { Content = new StringContent(body ?? "") });
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri.ShouldBe(new Uri("https://clerk.example/.well-known/jwks.json"));
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_open)
        {
            Fetches++;
            _open.Enqueue(answer);
        }

        _asked.Release();
        return answer.Task;
    }

    protected override void Dispose(bool disposing)
    {
        _asked.Dispose();
        base.Dispose(disposing);
    }

    private static string OneKey()
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return $$"""
            {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"one","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"AQAB"}]}
            """;
    }
}
