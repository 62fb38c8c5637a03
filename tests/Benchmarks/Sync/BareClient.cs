using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Worlds;

namespace Accounts.Benchmarks.Sync;

/// <summary>Reads the listing directly from Amazon with an existing access token.</summary>
internal sealed class BareClient : IDisposable
{
    private static readonly MediaTypeHeaderValue Type = new("application/vnd.listaccountsresource.v1+json");
    private readonly HttpClient _http = new();
    private readonly Uri _list;
    private readonly CancellationToken _stop;

    public BareClient(World world)
    {
        _list = new Uri(world.Amazon.AddressOf(AdsRegion.Na) + "/adsAccounts/list");
        _stop = world.Stop;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.IssueTokens(World.Login).AccessToken);
        _http.DefaultRequestHeaders.Add("Amazon-Advertising-API-ClientId", world.Options.ClientId);
    }

    /// <summary>Returns the accounts of each page.</summary>
    public async IAsyncEnumerable<JsonElement> PagesAsync()
    {
        string? next = null;
        do
        {
            using var body = JsonContent.Create(new { maxResults = 100, nextToken = next }, Type);
            using var answer = await _http.PostAsync(_list, body, _stop);
            var page = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(_stop);
            next = page.TryGetProperty("nextToken", out var token) ? token.GetString() : null;
            yield return page.GetProperty("adsAccounts");
        }
        while (next is not null);
    }

    public void Dispose() => _http.Dispose();
}
