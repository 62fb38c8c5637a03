using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Web;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>Performs every operation on a connection on one instance, and records each secret and each response.</summary>
internal sealed class CanaryFlow : IDisposable
{
    private const string Planted = "Atza|planted-by-amazon";
    private readonly ApiWorld _world;
    private readonly ClerkPerson _clerk;
    private readonly Person _person;
    private readonly HttpClient _browser;
    private readonly List<(string Name, string Text)> _secrets = [];
    private readonly List<ApiAnswer> _answers = [];

    public CanaryFlow(ApiWorld world, Uri address)
    {
        _world = world;
        _clerk = world.Amazon.Clerk.NewPerson();
        _person = world.Person(_clerk);
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = address,
        };
        foreach (var setting in new[] { "AmazonAds:ClientSecret", "TokenEncryption:Keys:0" })
        {
            Remember(setting,
                world.Settings.AsArguments(address).Single(a => a.StartsWith($"--{setting}=", StringComparison.Ordinal)).Split('=', 2)[1]);
        }

        Remember("planted", Planted);
    }

    public string PersonId => _clerk.UserId;

    public IReadOnlyList<(string Name, string Text)> Secrets => _secrets;

    public IReadOnlyList<ApiAnswer> Answers => _answers;

    public async Task RunAsync()
    {
        await VisitAsync(await ConsentAsync(allow: false));
        await FailToConnectAsync();
        await VisitAsync(await ConsentAsync());
        await RememberTokensAsync();
        await SyncAsync();
        await AskAsync(HttpMethod.Get, Status);
        await AskAsync(HttpMethod.Get, Live);
        await FailToCallAsync();
        await RefreshAsync();
        await FailToRefreshAsync();
        await AskAsync(HttpMethod.Get, "/api/v1/accounts/amazon-ads-accounts?max_results=1");
        await AskAsync(HttpMethod.Delete, Revoke);
        await VisitAsync(await ConsentAsync());
        await RememberTokensAsync();
        _world.Amazon.RevokeGrants("northwind");
        await _world.ExpireTokenAsync(_person);
        await AskAsync(HttpMethod.Get, Live);
        await AskAsync(HttpMethod.Get, Status);
        await AskAsync(HttpMethod.Get, Status, token => token.Signer = ClerkSigner.Foreign);
        await AskAsync(HttpMethod.Get, Status, token => token.ExpiredFor(100));
    }

    public void Dispose()
    {
        _person.Dispose();
        _browser.Dispose();
    }

    private async Task FailToConnectAsync()
    {
        foreach (var kind in new[] { FaultKind.After, FaultKind.Truncate, FaultKind.Cut })
        {
            _world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = kind, Times = 1 });
            await VisitAsync(await ConsentAsync());
        }

        var back = await ConsentAsync();
        _world.Amazon.Inject(Answering(Routes.Token, 200, $$"""{"access_token":"{{Planted}}","token_type":"bearer","expires_in":3600}"""));
        await VisitAsync(back);
        await VisitAsync(back);
    }

    private async Task FailToCallAsync()
    {
        foreach (var (status, times) in new[] { (400, 1), (403, 1), (200, 1), (500, 3) })
        {
            _world.Amazon.Inject(Answering(Routes.ListAccounts, status, $$"""{"code":"{{Planted}}","message":"{{Planted}}"}""", times));
            await AskAsync(HttpMethod.Get, Live);
        }

        _world.Amazon.ClearFaults();
    }

    private async Task FailToRefreshAsync()
    {
        foreach (var body in new[] { $$"""{"error":"{{Planted}}","error_description":"{{Planted}}"}""", """{"error":"invalid_client"}""" })
        {
            await _world.AdvanceAsync(TimeSpan.FromSeconds(31));
            _world.Amazon.Inject(Answering(Routes.Token, 400, body));
            await AskAsync(HttpMethod.Post, Refresh);
        }

        _world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Cut, Times = 1 });
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        (await AskAsync(HttpMethod.Post, Refresh)).Status.ShouldBe(HttpStatusCode.OK);
        await RememberTokensAsync();
    }

    private async Task SyncAsync()
    {
        await AskAsync(HttpMethod.Post, "/api/v1/accounts/sync");
        await _person.SyncAsync();
        (await AskAsync(HttpMethod.Get, "/api/v1/accounts")).Json.GetProperty("total").GetInt32().ShouldBeGreaterThan(0);
    }

    /// <summary>The response to a login is not recorded: it contains the state by contract.</summary>
    private async Task<Uri> ConsentAsync(bool allow = true)
    {
        using var response = await _browser.SendAsync(Request(HttpMethod.Get, Login));
        var started = await ApiAnswer.OfAsync(response);
        Remember("state", started.Json.GetProperty("state").GetString()!);
        Remember("browser", started.Headers["Set-Cookie"].Split(';')[0].Split('=')[1]);
        Remember("verifier", await _world.VerifierAsync("true"));
        var back = await _world.Amazon.ConsentAsync(new Uri(started.Json.GetProperty("auth_url").GetString()!), "northwind", allow);
        if (allow) Remember("code", HttpUtility.ParseQueryString(back.Query)["code"]!);
        return back.At(_browser.BaseAddress!);
    }

    private async Task VisitAsync(Uri address)
    {
        using var response = await _browser.GetAsync(address);
        _answers.Add(await ApiAnswer.OfAsync(response));
    }

    private async Task<ApiAnswer> AskAsync(HttpMethod method, string path, Action<ClerkTokenShape>? token = null)
    {
        using var response = await _browser.SendAsync(Request(method, path, token));
        var answer = await ApiAnswer.OfAsync(response);
        _answers.Add(answer);
        return answer;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, Action<ClerkTokenShape>? token = null)
    {
        var session = _world.Amazon.Clerk.TokenFor(_clerk, token);
        Remember("session", session);
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        if (method == HttpMethod.Post) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return request;
    }

    private async Task RememberTokensAsync()
    {
        Remember("access token", await _world.PlainAsync(_person, "encrypted_access_token"));
        Remember("refresh token", await _world.PlainAsync(_person, "encrypted_refresh_token"));
    }

    private void Remember(string name, string text) => _secrets.Add((name, text));

    private static Fault Answering(string route, int status, string body, int times = 1) =>
        new() { Route = route, Kind = FaultKind.Status, Times = times, Status = status, Body = body };
}
