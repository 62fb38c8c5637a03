using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

/// <summary>A minimal client of the simulator. Tests can set every header.</summary>
internal sealed class AmazonCaller(SimulatorHost simulators, string accessToken = "") : IDisposable
{
    public const string ClientId = "client-1";
    public const string ClientSecret = "secret & more|";
    public const string ReturnUrl = "https://accounts.example/callback?from=amazon";
    public const string ListType = "application/vnd.listaccountsresource.v1+json";
    public const string RegisterType = "application/vnd.registeradsaccountresource.v1+json";
    public const string CreateTermsType = "application/vnd.GlobalRegistrationService.TermsTokenResource.v1.0+json";
    public const string TermsType = "application/vnd.termstokenresource.v1+json";
    public const string ManagersType = "application/vnd.getmanageraccountsresponse.v1+json";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static SimulatorOptions Options =>
        new() { Accounts = 250, ClientId = ClientId, ClientSecret = ClientSecret, RedirectUris = { ReturnUrl } };

    public Uri ConsentUrl(string more = "", string scope = "advertising::campaign_management", string redirectUri = ReturnUrl,
        AdsRegion region = AdsRegion.Na) => new(
        $"{simulators.AddressOf(region)}/ap/oa?client_id={ClientId}&response_type=code&scope={Uri.EscapeDataString(scope)}"
        + $"&redirect_uri={Uri.EscapeDataString(redirectUri)}&state=s1{more}");

    public async Task<string> CodeAsync(string more = "", AdsRegion region = AdsRegion.Na)
    {
        var back = await simulators.ConsentAsync(ConsentUrl(more, region: region), "northwind", ct: TestContext.Current.CancellationToken);
        return Query(back)["code"]!;
    }

    public Task<Answer> ExchangeAsync(string code, params (string Name, string Value)[] more) =>
        TokenAsync(AdsRegion.Eu, [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", ReturnUrl), .. Credentials, .. more]);

    public Task<Answer> RefreshAsync(string refreshToken) =>
        TokenAsync(AdsRegion.Fe, [("grant_type", "refresh_token"), ("refresh_token", refreshToken), .. Credentials]);

    public Task<Answer> TokenAsync(AdsRegion region, params (string Name, string Value)[] form) => SendAsync(new HttpRequestMessage(
        HttpMethod.Post, simulators.AddressOf(region) + "/auth/o2/token")
    {
        Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    public Task<Answer> ListAsync(string body = "{}", string contentType = ListType, string accept = ListType, string? clientId = ClientId,
        AdsRegion region = AdsRegion.Na) => PostAsync("/adsAccounts/list", body, contentType, accept, clientId, region);

    public Task<Answer> RegisterAsync(string body, string contentType = RegisterType, string accept = "application/json") =>
        PostAsync("/adsAccounts", body, contentType, accept);

    public Task<Answer> CreateTermsTokenAsync(string body, string contentType = CreateTermsType, string accept = TermsType) =>
        PostAsync("/termsTokens", body, contentType, accept);

    public Task<Answer> CampaignsAsync(string operation, string advertiser, string body)
    {
        var request = Authorized(HttpMethod.Post, $"/adsApi/v1/{operation}/campaigns", AdsRegion.Na, clientId: null, "application/json");
        request.Headers.Add("Amazon-Ads-ClientId", ClientId);
        request.Headers.Add("Amazon-Ads-AccountId", advertiser);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return SendAsync(request);
    }

    private Task<Answer> PostAsync(
        string path, string body, string contentType, string accept, string? clientId = ClientId, AdsRegion region = AdsRegion.Na)
    {
        var request = Authorized(HttpMethod.Post, path, region, clientId, accept);
        request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        return SendAsync(request);
    }

    public Task<Answer> GetAsync(
        string path, AdsRegion region = AdsRegion.Na, string accept = "*/*", string? scope = null, string? clientId = ClientId)
    {
        var request = Authorized(HttpMethod.Get, path, region, clientId, accept);
        if (scope is not null) request.Headers.Add("Amazon-Advertising-API-Scope", scope);
        return SendAsync(request);
    }

    public Task<Answer> AdvertisersAsync(WorldProfile agency, string query = "") =>
        GetAsync("/dsp/advertisers" + query, agency.Marketplace.Region, scope: $"{agency.Id}");

    public async Task<JsonNode[]> ManagersAsync(AdsRegion region) =>
        [.. (await GetAsync("/managerAccounts", region, ManagersType)).Json["managerAccounts"]!.AsArray().OfType<JsonNode>()];

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return new Answer(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    public static System.Collections.Specialized.NameValueCollection Query(Uri uri) => System.Web.HttpUtility.ParseQueryString(uri.Query);

    public void Dispose() => _http.Dispose();

    private static (string Name, string Value)[] Credentials => [("client_id", ClientId), ("client_secret", ClientSecret)];

    private HttpRequestMessage Authorized(HttpMethod method, string path, AdsRegion region, string? clientId, string accept)
    {
        var request = new HttpRequestMessage(method, simulators.AddressOf(region) + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.ParseAdd(accept);
        if (clientId is not null) request.Headers.Add("Amazon-Advertising-API-ClientId", clientId);
        return request;
    }
}

internal sealed class Answer(HttpResponseMessage response, string body)
{
    public int Status => (int)response.StatusCode;

    public string Body => body;

    public HttpResponseHeaders Headers => response.Headers;

    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    public JsonNode Json => JsonNode.Parse(body)!;

    public string Text(string name) => Json[name]!.GetValue<string>();

    public bool IsJson()
    {
        try
        {
            JsonDocument.Parse(body).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
