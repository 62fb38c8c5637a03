using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Accounts.Simulators;
using Accounts.Simulators.Clerk;

namespace Accounts.TestKit.Harness;

/// <summary>A user who is signed in with Clerk and has a browser, which keeps cookies and follows no redirect.</summary>
public sealed class Person : IDisposable
{
    private readonly Uri _api;
    private readonly SimulatorHost _amazon;
    private readonly Canary? _canary;
    private readonly HttpClient _browser;

    /// <param name="api">The instance that is asked unless another is named.</param>
    /// <param name="amazon">Where the logins are, and Clerk.</param>
    /// <param name="clerk">Who it is.</param>
    /// <param name="canary">Who reads along, if anybody.</param>
    public Person(Uri api, SimulatorHost amazon, ClerkPerson clerk, Canary? canary = null)
    {
        _api = api;
        _canary = canary;
        _amazon = amazon;
        Clerk = clerk;
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    }

    public ClerkPerson Clerk { get; }

    /// <summary>Sends a request as this user, to the default instance unless another is specified.</summary>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? json = null, Uri? instance = null,
        Action<ClerkTokenShape>? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(instance ?? _api, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _amazon.Clerk.TokenFor(Clerk, token));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _browser.SendAsync(request);
        return await ReadAsync(response);
    }

    public Task<ApiAnswer> GetAsync(string path, Uri? instance = null) => SendAsync(HttpMethod.Get, path, instance: instance);

    /// <summary>Visits an address without an authorization header, such as Amazon's redirect.</summary>
    public async Task<ApiAnswer> VisitAsync(Uri address)
    {
        using var response = await _browser.GetAsync(address);
        return await ReadAsync(response);
    }

    /// <summary>Starts an authorization flow and returns Amazon's redirect without visiting it.</summary>
    public async Task<Uri> ConsentAsync(string login, bool allow = true, string query = "")
    {
        var started = await GetAsync("/api/v1/auth/amazon/login" + query);
        started.Status.ShouldBe(HttpStatusCode.OK, started.Text);
        return await _amazon.ConsentAsync(new Uri(started.Json.GetProperty("auth_url").GetString()!), login, allow);
    }

    /// <summary>Connects an Amazon login.</summary>
    public async Task ConnectAsync(string login, string query = "")
    {
        var back = await VisitAsync(await ConsentAsync(login, query: query));
        back.Location.ShouldNotBeNull(back.Text).Query.ShouldBe("?success=true");
    }

    /// <summary>Connects an Amazon login and waits for the first sync that follows.</summary>
    public async Task ConnectAndSyncAsync(string login)
    {
        await ConnectAsync(login);
        await SyncAsync();
    }

    /// <summary>Starts a run, or joins the current one, and waits for its end.</summary>
    public async Task<JsonElement> SyncAsync(string? body = null)
    {
        var started = await SendAsync(HttpMethod.Post, "/api/v1/accounts/sync", body);
        started.Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.Conflict);
        return await FollowAsync(started.Json.GetProperty("sync_id").GetString()!);
    }

    public async Task<JsonElement> FollowAsync(string run, Uri? instance = null)
    {
        JsonElement state = default;
        await Eventually.IsTrueAsync(
            async () =>
            {
                var answer = await GetAsync($"/api/v1/accounts/sync/{run}", instance);
                answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
                state = answer.Json;
                return state.GetProperty("status").GetString() is not ("queued" or "in_progress");
            },
            $"The end of run {run}");
        return state;
    }

    public void Dispose() => _browser.Dispose();

    private async Task<ApiAnswer> ReadAsync(HttpResponseMessage response)
    {
        var answer = await ApiAnswer.OfAsync(response);
        _canary?.ReadAnswer(response.RequestMessage!, answer);
        return answer;
    }
}

/// <summary>A complete response of the API.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string Text, string? MediaType, Uri? Location, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>The code of the problem.</summary>
    public string? Code => MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    public static async Task<ApiAnswer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.Location,
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
}
