using Accounts.Infrastructure.AmazonAds.Resilience;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Repositories;
using Accounts.IntegrationTests.Harness;
using Accounts.TestKit.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>One bucket of its own, as two instances use it.</summary>
internal sealed class LearnedBucket(TestDatabase database, NpgsqlDataSource login) : IAsyncDisposable
{
    public const string One = "connection:one";
    public static readonly RateLimitOptions Start = new() { Rate = 10, Burst = 20 };

    private readonly string _bucket = $"NA:AdsAccounts:{Guid.CreateVersion7()}";
    private readonly RateBuckets[] _instances = [new(new Database(login)), new(new Database(login))];

    public static async Task<LearnedBucket> CreateAsync(TestServers servers)
    {
        var database = await servers.CreateDatabaseAsync();
        return new LearnedBucket(database, NpgsqlDataSource.Create(database.ServiceConnectionString));
    }

    public Task<PermitLease> LeaseAsync(int calls, string subject = One, int instance = 0) =>
        LeaseAsync([.. Enumerable.Repeat(subject, calls)], instance);

    public Task<PermitLease> LeaseAsync(string[] calls, int instance = 0, int ahead = 0) =>
        _instances[instance].LeaseAsync(_bucket, calls, ahead, Start);

    public Task<RefusalResult> ReportAsync(string subject, DateTimeOffset? grantedAt, double? retryAfter = null, int instance = 0) =>
        _instances[instance]
            .ReportRefusalAsync(_bucket, new Refusal(subject, grantedAt, retryAfter is { } s ? TimeSpan.FromSeconds(s) : null), Start);

    /// <summary>A call is refused whose permit was granted after everything before.</summary>
    public Task<RefusalResult> RefuseAsync(string subject = One) => ReportAsync(subject, grantedAt: null);

    /// <summary>The subject makes a call that Amazon answers, some time after its last refusal.</summary>
    public async Task ServeAsync(string subject)
    {
        await PassAsync(30);
        (await LeaseAsync(1, subject)).Granted.ShouldHaveSingleItem();
        await PassAsync(0.001);
    }

    public async Task RequestMoreAsync(int seconds, int calls, string subject = One)
    {
        for (var i = 0; i < seconds; i++)
        {
            await PassAsync(1);
            await LeaseAsync(calls, subject);
        }
    }

    public Task PassAsync(double seconds) => database.AdvanceClockAsync(TimeSpan.FromSeconds(seconds));

    public Task SweepAsync() => _instances[0].SweepAsync(CancellationToken.None);

    public Task<double> SharedRateAsync() => RateAsync("");

    public Task<double> OwnRateAsync(string subject = One) => RateAsync(subject);

    public Task<long> CountRowsAsync() =>
        database.Owner.ScalarAsync<long>("select count(*) from accounts_internal.rate_limit_buckets where bucket = $1", _bucket);

    public async ValueTask DisposeAsync()
    {
        await login.DisposeAsync();
        await database.DisposeAsync();
    }

    private Task<double> RateAsync(string subject) => database.Owner.ScalarAsync<double>(
        "select rate from accounts_internal.rate_limit_buckets where bucket = $1 and subject = $2", _bucket, subject);
}
