using System.Globalization;
using System.Net.Http.Headers;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Tenancy;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>
/// Random and mutated requests over everything the OpenAPI document offers, as somebody signed in, with another person's ids among the values.
/// The same ones in every run of the suite; <c>ACCOUNTS_FUZZ_SEED</c> asks for others, <c>ACCOUNTS_FUZZ_REQUESTS=1000000</c> for a long run.
/// </summary>
public sealed class FuzzTests(WholeWorld world, ITestOutputHelper output) : IClassFixture<WholeWorld>
{
    private const int Workers = 8;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Nothing_makes_it_fail_hang_or_show_what_belongs_to_somebody_else()
    {
        var seed = Number("ACCOUNTS_FUZZ_SEED") ?? 1;
        var requests = Number("ACCOUNTS_FUZZ_REQUESTS") ?? 10_000;
        output.WriteLine($"seed {seed}, {requests} requests");
        using var owner = world.NewPerson();
        using var intruder = world.NewPerson();
        await owner.ConnectAndSyncAsync("northwind");
        await intruder.ConnectAndSyncAsync("contoso");
        var belongings = await Belongings.OfAsync(world, owner);
        var before = await belongings.ChecksumAsync();
        var operations = await Operation.AllAsync(world);

        var tallies = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker =>
            WorkAsync(new HostileRequests(seed + worker, operations, belongings.Ids), intruder, belongings, requests / Workers, $"seed {seed}")));

        (await belongings.ChecksumAsync()).ShouldBe(before);
        output.WriteLine(string.Join(", ", tallies.SelectMany(t => t).GroupBy(t => t.Key).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Sum(t => t.Value)}")));
    }

    private async Task<Dictionary<int, int>> WorkAsync(HostileRequests requests, Person intruder, Belongings belongings, int count, string seed)
    {
        // A connection each: the server closes one whose request it refused half-way, and the next request on it would pay for that.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = LongestAnswer };
        var tally = new Dictionary<int, int>();
        for (var i = 0; i < count; i++)
        {
            using var request = requests.Next(world.Address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(intruder.Clerk));
            var what = $"{seed}: {request.Method} {request.RequestUri}";
            using var response = await SendAsync(client, request, what);
            if (response is null) continue;

            var text = await response.Content.ReadAsStringAsync();
            var status = (int)response.StatusCode;
            tally[status] = tally.GetValueOrDefault(status) + 1;

            (status is < 500 or 502 or 503 or 504).ShouldBeTrue($"{what} gave {status}: {text}");
            if (status >= 400 && text.Length > 0) response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", what);
            belongings.ShouldNotBeIn(text, Uri.UnescapeDataString(what));
            response.Headers.Contains("X-Injected").ShouldBeFalse(what);
        }

        return tally;
    }

    /// <summary>Null when the server closed the connection on a body that it had refused before it came to its end.</summary>
    private static async Task<HttpResponseMessage?> SendAsync(HttpClient client, HttpRequestMessage request, string what)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (HttpRequestException) when (request.Content?.Headers.ContentLength > 256 * 1024)
        {
            return null;
        }
        catch (HttpRequestException e)
        {
            throw new ShouldAssertException($"{what} was not answered: {e.Message}", e);
        }
        catch (TaskCanceledException e)
        {
            throw new ShouldAssertException($"{what} was not answered in {LongestAnswer}", e);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
