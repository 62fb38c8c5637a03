using System.Globalization;
using System.Net.Http.Headers;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Tenancy;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>
/// Concurrent random requests of several users, with ids of another user among the values, and the checks of their responses.
/// A seed determines the requests. <c>ACCOUNTS_FUZZ_SEED</c> and <c>ACCOUNTS_FUZZ_REQUESTS</c> change the seed and the number.
/// </summary>
internal sealed class RandomTraffic(ApiWorld world, ITestOutputHelper output)
{
    private const int Workers = 8;
    private const int ConnectEvery = 250;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    public async Task RunAsync(bool hostile, IReadOnlyList<Operation> operations)
    {
        var seed = Number("ACCOUNTS_FUZZ_SEED") ?? 1;
        var requests = Number("ACCOUNTS_FUZZ_REQUESTS") ?? 4_000;
        using var owner = world.NewPerson();
        await owner.ConnectAndSyncAsync("northwind");
        var belongings = await Belongings.OfAsync(world, owner);
        var before = await belongings.ChecksumAsync();

        var tallies =
            await Task.WhenAll(Enumerable.Range(seed, Workers).Select(s => WorkAsync(s, hostile, operations, belongings, requests / Workers)));

        (await belongings.ChecksumAsync()).ShouldBe(before);
        output.WriteLine($"seed {seed}, {requests} requests over {operations.Count} operations");
        output.WriteLine(
            string.Join(", ", tallies.SelectMany(t => t).GroupBy(t => t.Key).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Sum(t => t.Value)}")));
    }

    private async Task<Dictionary<int, int>> WorkAsync(int seed, bool hostile, IReadOnlyList<Operation> operations, Belongings belongings, int count)
    {
        using var intruder = world.NewPerson();
        await intruder.ConnectAndSyncAsync("contoso");
        var own = await Belongings.OfAsync(world, intruder);
        var requests = new RandomRequests(seed, hostile, operations, belongings.Ids, own.Ids);
        using var client = Client(hostile);
        var tally = new Dictionary<int, int>();
        for (var i = 1; i <= count; i++)
        {
            if (i % ConnectEvery == 0) await intruder.ConnectAsync("contoso"); // revoking is among the requests
            using var request = requests.Next(world.Address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(intruder.Clerk));
            var what = $"Request {i} of seed {seed}, {request.Method} {request.RequestUri},";
            using var response = await SendAsync(client, request, what);
            if (response is null) continue;

            await CheckAsync(response, what, belongings);
            world.Canary.ReadAnswer(request, await ApiAnswer.OfAsync(response));
            tally[(int)response.StatusCode] = tally.GetValueOrDefault((int)response.StatusCode) + 1;
        }

        return tally;
    }

    private static async Task CheckAsync(HttpResponseMessage response, string what, Belongings belongings)
    {
        var text = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        (status is < 500 or 502 or 503 or 504).ShouldBeTrue($"{what} gave {status}: {text}");
        if (status >= 400 && IsOurs(response) && !IsProbe(response))
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", what);
        if (belongings.AreNamedIn(response.RequestMessage!.RequestUri!.AbsolutePath)) status.ShouldBeGreaterThanOrEqualTo(400, what);
        belongings.ShouldNotBeIn($"{response.Headers.Location} {text}", Uri.UnescapeDataString(what));
        response.Headers.Contains("X-Injected").ShouldBeFalse(what);
    }

    /// <summary>Each hostile request has its own connection: the server closes the connection of a request that it refuses before its end.</summary>
    private static HttpClient Client(bool hostile) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        RequestHeaderEncodingSelector = (name, _) => name == "Cookie" ? System.Text.Encoding.Latin1 : System.Text.Encoding.UTF8,
        PooledConnectionLifetime = hostile ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
    })
    {
        Timeout = LongestAnswer,
    };

    /// <summary>Null if the server closed the connection because it refused the body before its end.</summary>
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
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    /// <summary>The server itself refuses invalid HTTP with an empty response.</summary>
    private static bool IsOurs(HttpResponseMessage response) =>
        response.Headers.Contains("X-Request-Id") && response.RequestMessage!.Method != HttpMethod.Head;

    /// <summary>The readiness response is meant for operators and is not a problem document.</summary>
    private static bool IsProbe(HttpResponseMessage response) => response.RequestMessage!.RequestUri!.AbsolutePath == "/health/ready";
}
