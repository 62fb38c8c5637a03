using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>
/// The existing frontend in the browser of one user, as far as the service can tell: Clerk's script keeps the session cookie, and each client
/// of the frontend sends a header of its own, a meaningless one or none.
/// </summary>
internal sealed class FrontendPage : IDisposable
{
    private readonly ApiWorld _world;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _browser;

    public FrontendPage(ApiWorld world, Person? user = null)
    {
        (_world, User) = (world, user ?? world.NewPerson());
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies });
    }

    public Person User { get; }

    /// <summary>No body, but its content type.</summary>
    public static HttpContent EmptyJson => JsonBody("");

    public static HttpContent JsonBody(string body) => new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    /// <summary>A call of the accounts and settings pages: a header, and always a JSON content type.</summary>
    /// <param name="call">Method and path under <c>/api/v1</c>, such as <c>GET /accounts/dsp</c>.</param>
    /// <param name="json">The body.</param>
    public Task<ApiAnswer> BearerAsync(string call, string json = "") =>
        SendAsync(call, JsonBody(json), $"Bearer {_world.Amazon.Clerk.TokenFor(User.Clerk)}");

    /// <summary>A call without a header: the cookie signs in.</summary>
    public Task<ApiAnswer> CookieAsync(string call, HttpContent? body = null, string? site = "same-origin") => SendAsync(call, body, null, site);

    /// <summary>The call of a client that reads its token from an empty storage.</summary>
    public Task<ApiAnswer> BearerNullAsync(string call) => SendAsync(call, EmptyJson, "Bearer null");

    /// <summary>The browser follows Amazon's redirect to the callback.</summary>
    public Task<ApiAnswer> VisitAsync(Uri address) => SendAsync(HttpMethod.Get, address, null, null, "cross-site");

    public void Dispose() => _browser.Dispose();

    private Task<ApiAnswer> SendAsync(string call, HttpContent? body, string? authorization, string? site = "same-origin")
    {
        var words = call.Split(' ');
        return SendAsync(new HttpMethod(words[0]), new Uri(_world.Address, "/api/v1" + words[1]), body, authorization, site);
    }

    private async Task<ApiAnswer> SendAsync(HttpMethod method, Uri address, HttpContent? body, string? authorization, string? site)
    {
        _cookies.Add(new Cookie("__session", _world.Amazon.Clerk.TokenFor(User.Clerk), "/", _world.Address.Host));
        using var request = new HttpRequestMessage(method, address);
        request.Content = body;
        if (authorization is not null) request.Headers.Add("Authorization", authorization);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        using var response = await _browser.SendAsync(request);
        var answer = await ApiAnswer.OfAsync(response);
        _world.Canary.ReadAnswer(request, answer);
        return answer;
    }
}
