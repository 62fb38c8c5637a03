using Accounts.Infrastructure.AmazonAds.Resilience;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>A refusal applies to its subject first, and to the shared bucket if it hits enough different subjects.</summary>
public sealed class SharedLimitTests(TestServers servers) : IAsyncLifetime
{
    private static readonly string[] Subjects = [.. Enumerable.Range(1, 8).Select(i => $"connection:{i}")];
    private LearnedBucket _bucket = null!;

    public async ValueTask InitializeAsync() => _bucket = await LearnedBucket.CreateAsync(servers);

    [Fact]
    public async Task A_refused_subject_pauses_and_the_others_receive_permits()
    {
        await _bucket.RefuseAsync(Subjects[0]);

        var lease = await _bucket.LeaseAsync([Subjects[0], Subjects[1], Subjects[0], Subjects[2]], instance: 1);

        lease.Granted.ShouldBe([1, 3]);
        lease.Limited.ShouldHaveSingleItem().Key.ShouldBe(Subjects[0]);
        lease.Limited[Subjects[0]].TotalSeconds.ShouldBeInRange(0.001, 0.25);
        lease.Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Three_subjects_that_are_refused_forever_never_reduce_the_shared_rate()
    {
        for (var i = 0; i < 20; i++)
        {
            foreach (var subject in Subjects[..3]) (await RefuseNextAsync(subject)).IsSharedCut.ShouldBeFalse();
            await _bucket.PassAsync(20); // longer than any pause of theirs
        }

        (await _bucket.SharedRateAsync()).ShouldBe(10);
        (await _bucket.LeaseAsync(15, Subjects[3])).Granted.Count.ShouldBe(15);
    }

    [Fact]
    public async Task The_pause_of_a_subject_doubles_until_a_call_of_it_succeeds()
    {
        List<double> pauses = [];
        for (var i = 0; i < 8; i++)
        {
            pauses.Add((await RefuseNextAsync(Subjects[0])).Pause.TotalSeconds);
            await _bucket.PassAsync(20);
        }

        pauses.ShouldBe([0.25, 0.5, 1, 2, 4, 8, 15, 15]);
        await _bucket.ServeAsync(Subjects[0]);
        (await _bucket.RefuseAsync(Subjects[0])).Pause.TotalSeconds.ShouldBe(0.25);
    }

    [Fact]
    public async Task Four_subjects_refused_for_the_first_time_reduce_the_shared_rate_once()
    {
        var permits = (await _bucket.LeaseAsync(Subjects)).GrantedAt;
        foreach (var subject in Subjects[..3]) (await _bucket.ReportAsync(subject, permits)).IsSharedCut.ShouldBeFalse();
        (await _bucket.ReportAsync(Subjects[3], permits, instance: 1)).IsSharedCut.ShouldBeTrue();
        foreach (var subject in Subjects[4..])
            (await _bucket.ReportAsync(subject, permits)).IsSharedCut.ShouldBeFalse("these permits are older than the cut");

        (await _bucket.SharedRateAsync()).ShouldBe(5, 0.01);
    }

    [Fact]
    public async Task A_cut_of_the_shared_rate_restarts_the_backoff_of_the_subjects_that_signalled_it()
    {
        foreach (var subject in Subjects[..4]) await _bucket.RefuseAsync(subject);
        await _bucket.PassAsync(1);
        (await _bucket.RefuseAsync(Subjects[0])).Pause.TotalSeconds.ShouldBe(0.25);
    }

    [Fact]
    public async Task A_signal_counts_for_one_cut_only()
    {
        foreach (var subject in Subjects[..4]) await _bucket.RefuseAsync(subject);
        await _bucket.PassAsync(1);
        foreach (var subject in Subjects[4..7]) (await _bucket.RefuseAsync(subject)).IsSharedCut.ShouldBeFalse("three new signals");
        (await _bucket.RefuseAsync(Subjects[7])).IsSharedCut.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_subjects_that_were_served_before_reduce_the_shared_rate()
    {
        foreach (var subject in Subjects[..2]) await _bucket.RefuseAsync(subject);
        foreach (var subject in Subjects[..2]) await _bucket.ServeAsync(subject);

        (await _bucket.RefuseAsync(Subjects[0])).IsSharedCut.ShouldBeFalse();
        (await _bucket.RefuseAsync(Subjects[1])).IsSharedCut.ShouldBeTrue();

        (await _bucket.SharedRateAsync()).ShouldBe(5, 0.01);
        (await _bucket.LeaseAsync(1, Subjects[2])).Granted.ShouldBeEmpty("the bucket pauses, too");
    }

    [Fact]
    public async Task Refusals_further_apart_than_the_window_do_not_add_up()
    {
        foreach (var subject in Subjects)
        {
            (await _bucket.RefuseAsync(subject)).IsSharedCut.ShouldBeFalse();
            await _bucket.PassAsync(10);
        }

        (await _bucket.SharedRateAsync()).ShouldBe(10);
    }

    [Fact]
    public async Task A_burst_of_refusals_is_one_cut_of_the_shared_rate()
    {
        for (var times = 0; times < 2; times++)
        {
            var permits = (await _bucket.LeaseAsync(Subjects[..7])).GrantedAt;
            foreach (var subject in Subjects[..7]) await _bucket.ReportAsync(subject, permits);
            await _bucket.PassAsync(1);
        }

        (await _bucket.SharedRateAsync()).ShouldBeInRange(5, 6, "one cut for the whole burst");
        await _bucket.PassAsync(3);
        (await _bucket.LeaseAsync(Subjects[..7])).Granted.Count.ShouldBe(7);
    }

    [Fact]
    public async Task The_limit_of_a_subject_does_not_shrink_with_refusals_that_the_shared_limit_explains()
    {
        for (var i = 0; i < 10; i++)
        {
            await _bucket.RefuseAsync(Subjects[0]);
            await _bucket.ServeAsync(Subjects[0]);
        }

        (await _bucket.OwnRateAsync(Subjects[0])).ShouldBe(8.5, 0.01, "it was never held back by its own limit");
    }

    [Fact]
    public async Task Requests_of_subjects_that_have_to_wait_do_not_slow_the_growth_for_the_others()
    {
        await _bucket.RefuseAsync(Subjects[0]);
        await _bucket.ReportAsync(Subjects[0], grantedAt: null, retryAfter: 60);
        await _bucket.LeaseAsync(1000, Subjects[1]);
        var before = await _bucket.SharedRateAsync();
        for (var i = 0; i < 10; i++)
        {
            await _bucket.PassAsync(0.1);
            await _bucket.LeaseAsync(1, Subjects[0]);
        }

        await _bucket.LeaseAsync(1000, Subjects[1]);
        (await _bucket.SharedRateAsync()).ShouldBe(2 * before, 0.01, "it doubles every second");
    }

    [Fact]
    public async Task Permits_are_granted_in_the_order_of_the_calls()
    {
        await _bucket.LeaseAsync(18, Subjects[7]);
        (await _bucket.LeaseAsync([Subjects[2], Subjects[0], Subjects[1], Subjects[2], Subjects[0]], ahead: 3)).Granted.ShouldBe([0, 1]);
    }

    public ValueTask DisposeAsync() => _bucket.DisposeAsync();

    /// <summary>A call with a permit of its own is refused.</summary>
    private async Task<RefusalResult> RefuseNextAsync(string subject) =>
        await _bucket.ReportAsync(subject, (await _bucket.LeaseAsync(1, subject)).GrantedAt);
}
