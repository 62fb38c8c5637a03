using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Worlds;

namespace Accounts.Benchmarks.Tokens;

/// <summary>The baseline for refreshing tokens: one request per token, and nothing is stored.</summary>
internal static class BareRefreshes
{
    public static async Task<double> SecondsAsync(World world, int number, int atOnce, CancellationToken ct)
    {
        using var http = new HttpClient();
        var tokens = Enumerable.Range(0, number).Select(_ => world.Amazon.IssueTokens(World.Login).RefreshToken).ToArray();
        return await Samples.SecondsAsync(() => Parallel.ForEachAsync(tokens,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct }, async (token, stop) =>
        {
            using var form = new FormUrlEncodedContent([
                new("grant_type", "refresh_token"), new("refresh_token", token), new("client_id", world.Options.ClientId),
                new("client_secret", world.Options.ClientSecret)]);
            using var answer = await http.PostAsync($"{world.Amazon.AddressOf(AdsRegion.Na)}/auth/o2/token", form, stop);
            answer.EnsureSuccessStatusCode();
        }));
    }
}
