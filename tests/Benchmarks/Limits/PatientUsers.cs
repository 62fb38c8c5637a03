using System.Net;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Control;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Limits;

/// <summary>Users of the service, distributed over two instances with production rate limits.</summary>
internal static class PatientUsers
{
    private const string Live = "/api/v1/accounts/amazon-ads-accounts?live=true&max_results=1";
    internal static readonly (string, string)[] Limits =
        [("AmazonAds:Limits:AdsAccounts:Rate", "10"), ("AmazonAds:Limits:AdsAccounts:Burst", "20"), ("Resilience:BaseDelay", "00:00:01")];

    /// <returns>The number of responses from Amazon per user.</returns>
    public static async Task<int[]> RunAsync(World world, Throttle throttle, int users, TimeSpan duration, CancellationToken stop)
    {
        var people = new List<Person>();
        for (var i = 0; i < users; i++) people.Add(await world.ConnectPersonAsync());
        await world.StopApiAsync();
        await world.Database.Owner.ExecuteAsync("truncate accounts_internal.rate_limit_buckets");
        await using var one = await world.StartInstanceAsync(Limits);
        await using var other = await world.StartInstanceAsync(Limits);
        foreach (var person in people) await person.GetAsync("/api/v1/accounts", one.Address);

        world.Amazon.Limit(throttle);
        world.Amazon.ClearCalls();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(duration);
        var served = await Task.WhenAll(people.Select((person, i) => AskAsync(person, i % 2 == 0 ? one.Address : other.Address, time.Token)));
        people.ForEach(person => person.Dispose());
        return served;
    }

    private static async Task<int> AskAsync(Person person, Uri instance, CancellationToken time)
    {
        var served = 0;
        while (!time.IsCancellationRequested)
        {
            var answer = await person.GetAsync(Live, instance);
            if (!time.IsCancellationRequested && answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("source").GetString() == "amazon")
                served++;
        }

        return served;
    }
}
