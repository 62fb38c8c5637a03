using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Features;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Connections.Consent;
using Accounts.Application.Connections.Refresh;
using Accounts.Application.DspSeats;
using Accounts.Application.Sync;
using Accounts.Infrastructure.Scheduling;
using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Common;

/// <summary>The durations and limits that SQL receives as parameters.</summary>
public sealed class LimitOptionsTests
{
    [Fact]
    public void The_defaults_match_the_documentation()
    {
        var (sync, refresh, authorization) = (Bind<SyncOptions>(), Bind<TokenRefreshOptions>(), Bind<AuthorizationOptions>());

        (sync.Interval, sync.MinimumAccountInterval, sync.ClaimFor, sync.ResumeWithin, sync.MissingAfter, sync.KeepSeenFor).ShouldBe(
            (TimeSpan.FromHours(6), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(2), TimeSpan.FromHours(1), 2, TimeSpan.FromDays(1)));
        (refresh.RefreshBefore, refresh.Interval, refresh.Lease, refresh.ExpiryMargin, refresh.ReuseWithin).ShouldBe(
            (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)));
        (authorization.StateLifetime, authorization.KeepStatesFor, authorization.MaxPending)
            .ShouldBe((TimeSpan.FromMinutes(10), TimeSpan.FromDays(1), 5));
        var (jobs, ticks) = (Bind<JobsOptions>(), Bind<SchedulingOptions>());
        (jobs.Lease, jobs.Tick, jobs.MaxFailures, jobs.FirstBackoff, jobs.MaxBackoff, jobs.KeepFor).ShouldBe(
            (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5), 20, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromDays(7)));
        var seats = Bind<SeatsOptions>();
        (seats.SnapshotMaxAge, seats.MaxWait, seats.RefreshAfter, seats.ViewedWithin).ShouldBe(
            (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10), TimeSpan.FromHours(20), TimeSpan.FromDays(7)));
        (ticks.DueSyncs, ticks.DueAccounts, ticks.DueSeats, ticks.Heartbeat, ticks.Sweep, ticks.KeyRotation).ShouldBe(
            (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1),
                TimeSpan.FromSeconds(15), TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        Bind<TokenEncryptionOptions>().CanarySettlesAfter.ShouldBe(TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData("Sync:Interval", "-00:00:01")]
    [InlineData("Sync:Interval", "7.00:00:01")]
    [InlineData("Sync:MinimumAccountInterval", "00:00:59")]
    [InlineData("Sync:MinimumAccountInterval", "1.00:00:01")]
    [InlineData("Sync:ClaimFor", "00:00:09")]
    [InlineData("Sync:ClaimFor", "01:00:01")]
    [InlineData("Sync:ResumeWithin", "-00:00:01")]
    [InlineData("Sync:ResumeWithin", "1.00:00:01")]
    [InlineData("Sync:MissingAfter", "0")]
    [InlineData("Sync:MissingAfter", "101")]
    [InlineData("Sync:KeepSeenFor", "00:59:59")]
    [InlineData("Sync:KeepSeenFor", "30.00:00:01")]
    public void A_sync_setting_outside_its_range_is_refused_by_name(string setting, string value) => Refused<SyncOptions>(setting, value);

    [Theory]
    [InlineData("Seats:SnapshotMaxAge", "00:00:00")]
    [InlineData("Seats:SnapshotMaxAge", "1.00:00:01")]
    [InlineData("Seats:MaxWait", "-00:00:01")]
    [InlineData("Seats:MaxWait", "00:00:21")]
    [InlineData("Seats:RefreshAfter", "00:59:59")]
    [InlineData("Seats:RefreshAfter", "1.00:00:01")]
    [InlineData("Seats:ViewedWithin", "00:59:59")]
    [InlineData("Seats:ViewedWithin", "90.00:00:01")]
    public void A_seats_setting_outside_its_range_is_refused_by_name(string setting, string value) => Refused<SeatsOptions>(setting, value);

    [Theory]
    [InlineData("TokenRefresh:RefreshBefore", "00:00:59")]
    [InlineData("TokenRefresh:RefreshBefore", "00:55:01")]
    [InlineData("TokenRefresh:Interval", "00:00:00")]
    [InlineData("TokenRefresh:Interval", "00:10:01")]
    [InlineData("TokenRefresh:Lease", "00:00:04")]
    [InlineData("TokenRefresh:Lease", "00:02:01")]
    [InlineData("TokenRefresh:ExpiryMargin", "-00:00:01")]
    [InlineData("TokenRefresh:ExpiryMargin", "00:01:01")]
    [InlineData("TokenRefresh:ReuseWithin", "-00:00:01")]
    [InlineData("TokenRefresh:ReuseWithin", "00:05:01")]
    public void A_token_refresh_setting_outside_its_range_is_refused_by_name(string setting, string value) =>
        Refused<TokenRefreshOptions>(setting, value);

    [Theory]
    [InlineData("Authorization:StateLifetime", "00:00:59")]
    [InlineData("Authorization:StateLifetime", "00:10:01")]
    [InlineData("Authorization:KeepStatesFor", "00:59:59")]
    [InlineData("Authorization:KeepStatesFor", "30.00:00:01")]
    [InlineData("Authorization:MaxPending", "0")]
    [InlineData("Authorization:MaxPending", "101")]
    public void An_authorization_setting_outside_its_range_is_refused_by_name(string setting, string value) =>
        Refused<AuthorizationOptions>(setting, value);

    [Theory]
    [InlineData("TokenEncryption:CanarySettlesAfter", "00:00:59")]
    [InlineData("TokenEncryption:CanarySettlesAfter", "30.00:00:01")]
    public void A_token_encryption_setting_outside_its_range_is_refused_by_name(string setting, string value) =>
        Refused<TokenEncryptionOptions>(setting, value);

    [Theory]
    [InlineData("Jobs:Lease", "00:00:01.9")]
    [InlineData("Jobs:Lease", "00:05:01")]
    [InlineData("Jobs:Tick", "00:00:00.099")]
    [InlineData("Jobs:Tick", "00:01:01")]
    [InlineData("Jobs:MaxFailures", "0")]
    [InlineData("Jobs:MaxFailures", "1001")]
    [InlineData("Jobs:FirstBackoff", "00:00:00.099")]
    [InlineData("Jobs:FirstBackoff", "01:00:01")]
    [InlineData("Jobs:MaxBackoff", "00:00:00.099")]
    [InlineData("Jobs:MaxBackoff", "01:00:01")]
    [InlineData("Jobs:KeepFor", "00:59:59")]
    [InlineData("Jobs:KeepFor", "90.00:00:01")]
    [InlineData("Jobs:Concurrency:Sync", "0")]
    [InlineData("Jobs:Concurrency:Sync", "257")]
    public void A_jobs_setting_outside_its_range_is_refused_by_name(string setting, string value) => Refused<JobsOptions>(setting, value);

    [Theory]
    [InlineData("DueSyncs")]
    [InlineData("DueAccounts")]
    [InlineData("Heartbeat")]
    [InlineData("Sweep")]
    [InlineData("KeyRotation")]
    public void A_period_outside_its_range_is_refused_by_name(string tick)
    {
        Refused<SchedulingOptions>($"Scheduling:{tick}", "00:00:00.9");
        Refused<SchedulingOptions>($"Scheduling:{tick}", "1.00:00:01");
    }

    [Fact]
    public void The_default_rate_limits_match_the_documentation()
    {
        var limits = Bind<RateLimitsOptions>(("RateLimits:Sync:Window", "00:00:02"));

        Enum.GetValues<RateLimitPolicy>().Select(policy => (policy, limits.Of(policy).Limit, limits.Of(policy).Window.TotalSeconds)).ShouldBe(
        [
            (RateLimitPolicy.General, 120, 60), (RateLimitPolicy.StoredReads, 1_200, 60), (RateLimitPolicy.Reauthorize, 1_200, 60),
            (RateLimitPolicy.Health, 600, 60), (RateLimitPolicy.Sync, 6, 2), (RateLimitPolicy.SeatRefresh, 10, 60),
            (RateLimitPolicy.AuthStatus, 20, 1), (RateLimitPolicy.OAuthStart, 10, 600),
        ]);
        limits.PerAccount.ShouldBe(4);
    }

    [Fact]
    public void A_rate_limit_outside_its_range_is_refused_by_name()
    {
        foreach (var policy in Enum.GetValues<RateLimitPolicy>())
        {
            foreach (var limit in (string[])["0", "1000001"]) Refused<RateLimitsOptions>($"RateLimits:{policy}:Limit", limit);
            foreach (var window in (string[])["00:00:00.9", "01:00:01"]) Refused<RateLimitsOptions>($"RateLimits:{policy}:Window", window);
        }

        Refused<RateLimitsOptions>("RateLimits:PerAccount", "0");
        Refused<RateLimitsOptions>("RateLimits:PerAccount", "101");
    }

    [Theory]
    [InlineData("Features:Registration", "maybe")]
    [InlineData("Features:AutoSync", "25")]
    [InlineData("Features:AutoSync", "125%")]
    public void A_feature_that_is_neither_on_nor_off_nor_a_share_is_refused_by_name(string setting, string value) =>
        Refused<FeatureOptions>(setting, value);

    [Fact]
    public void Each_job_kind_has_its_own_concurrency()
    {
        var jobs = Bind<JobsOptions>(("Jobs:Concurrency:AccountRefresh", "7"));

        (jobs.ConcurrencyOf(JobKind.AccountRefresh), jobs.ConcurrencyOf(JobKind.Sync)).ShouldBe((7, 4));
    }

    private static void Refused<T>(string setting, string value)
        where T : class => Should.Throw<OptionsValidationException>(() => Bind<T>((setting, value))).Failures.ShouldHaveSingleItem()
            .ShouldContain($"{setting} must be ");

    private static T Bind<T>(params (string Name, string Value)[] settings)
        where T : class
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Name, s.Value))).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddOptions<T>().BindConfiguration((string)typeof(T).GetField("Section")!.GetRawConstantValue()!).ValidateDataAnnotations();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<T>>().Value;
    }
}
