using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Infrastructure.Persistence;
using Accounts.IntegrationTests.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>Who owns a job. Time is the database's, and tests move it.</summary>
[Trait("Route", "pooler")]
public sealed class JobLeasesTests(JobsWorld world) : IClassFixture<JobsWorld>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(16);

    [Fact]
    public async Task Exactly_one_of_several_concurrent_claims_of_a_job_succeeds()
    {
        var kind = await QueuedAsync("contended");

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => world.ClaimAsync(kind, $"owner {i}")));

        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task An_extended_lease_prevents_claims_of_a_job_by_other_instances()
    {
        var kind = await QueuedAsync("extended");
        var owned = (await world.ClaimAsync(kind)).ShouldNotBeNull();
        for (var i = 0; i < 3; i++)
        {
            await world.PassAsync(TimeSpan.FromSeconds(10));
            (await world.Leases.ExtendAsync([owned], Lease, Ct)).ShouldContain(owned.Id);
            (await world.ClaimAsync(kind, "two")).ShouldBeNull();
        }

        await world.PassAsync(PastTheLease);

        (await world.ClaimAsync(kind, "two")).ShouldNotBeNull();
        (await world.Leases.ExtendAsync([owned], Lease, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_expired_lease_counts_as_a_failure_and_a_handover_does_not()
    {
        var kind = await QueuedAsync("crashed");
        var first = (await world.ClaimAsync(kind)).ShouldNotBeNull();
        await world.Leases.EndStepAsync(first, new StepEnd(JobStatus.Queued, TimeSpan.Zero, first.Failures, Error: null), Ct);
        var second = (await world.ClaimAsync(kind)).ShouldNotBeNull();
        await world.PassAsync(PastTheLease);
        var third = (await world.ClaimAsync(kind)).ShouldNotBeNull();

        (first.Failures, second.Failures, third.Failures).ShouldBe((0, 0, 1));
        (first.Fence, second.Fence, third.Fence).ShouldBe((1, 2, 3));
    }

    [Fact]
    public async Task A_job_that_is_claimed_200_times_without_a_failure_continues()
    {
        var kind = await QueuedAsync("steady");
        for (var i = 0; i < 200; i++)
        {
            var owned = (await world.ClaimAsync(kind)).ShouldNotBeNull();
            owned.Failures.ShouldBe(0);
            await world.Leases.EndStepAsync(owned, new StepEnd(JobStatus.Queued, TimeSpan.Zero, 0, Error: null), Ct);
        }
    }

    [Fact]
    public async Task A_job_is_not_claimed_before_it_is_due()
    {
        var kind = await QueuedAsync("later");
        var owned = (await world.ClaimAsync(kind)).ShouldNotBeNull();
        await world.Leases.EndStepAsync(owned, new StepEnd(JobStatus.Queued, TimeSpan.FromMinutes(1), 0, Error: null), Ct);

        (await world.ClaimAsync(kind)).ShouldBeNull();
        await world.PassAsync(TimeSpan.FromMinutes(1));
        (await world.ClaimAsync(kind)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("one")] // the same instance, after its lease has expired
    [InlineData("two")]
    public async Task A_previous_owner_cannot_write_or_end_the_job(string successor)
    {
        var kind = await QueuedAsync($"fenced by {successor}");
        var old = (await world.ClaimAsync(kind)).ShouldNotBeNull();
        await WriteAsync(old);
        await world.PassAsync(PastTheLease);
        var taken = (await world.ClaimAsync(kind, successor)).ShouldNotBeNull();

        await Should.ThrowAsync<JobLostException>(() => WriteAsync(old));
        await Should.ThrowAsync<JobLostException>(() => SaveAsync(old));
        await world.Leases.EndStepAsync(old, new StepEnd(JobStatus.Succeeded, TimeSpan.Zero, 0, Error: null), Ct);

        (await world.StateAsync(old.Id)).Status.ShouldBe("running");
        await WriteAsync(taken);
        await SaveAsync(taken);
    }

    [Fact]
    public async Task The_owner_of_a_cancelled_job_writes_nothing()
    {
        var kind = await QueuedAsync("cancelled");
        var owned = (await world.ClaimAsync(kind)).ShouldNotBeNull();
        (await world.Queue.CancelAsync(owned.User, owned.Id, Ct)).ShouldBeTrue();

        await Should.ThrowAsync<JobLostException>(() => WriteAsync(owned));
        (await world.ClaimAsync(kind, "two")).ShouldBeNull();
    }

    [Fact]
    public async Task Users_with_the_fewest_running_jobs_come_first()
    {
        var kind = new JobKind("fair");
        var (busy, other) = (await world.NewUserAsync(), await world.NewUserAsync());
        for (var i = 0; i < 500; i++) await world.EnqueueAsync(busy, kind, $"{i}");
        (await world.ClaimAsync(kind)).ShouldNotBeNull().User.ShouldBe(busy);
        await world.EnqueueAsync(other, kind);

        (await world.ClaimAsync(kind)).ShouldNotBeNull().User.ShouldBe(other);
        (await world.ClaimAsync(kind)).ShouldNotBeNull().User.ShouldBe(busy);
    }

    private async Task<JobKind> QueuedAsync(string kind)
    {
        await world.EnqueueAsync(await world.NewUserAsync(), new JobKind(kind));
        return new JobKind(kind);
    }

    /// <summary>A write of the job in SQL.</summary>
    private Task<int> WriteAsync(OwnedJob job)
    {
        var user = new CurrentUser();
        user.Become(job);
        return world.Services.GetRequiredService<Database>()
            .ExecuteAsync(Identity.Of(user), $"update public.users set last_login_at = app.now() where id = {job.User.Value}", Ct);
    }

    /// <summary>A write of the job by EF.</summary>
    private async Task SaveAsync(OwnedJob job)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(job);
        scope.ServiceProvider.GetRequiredService<IAuditTrail>().Record(new AuditEvent("job.test", Succeeded: true) { TargetId = job.Id.ToString() });
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(Ct);
    }
}
