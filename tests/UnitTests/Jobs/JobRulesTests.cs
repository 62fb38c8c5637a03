using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.UnitTests.Jobs;

public sealed class JobRulesTests
{
    private const double NoJitter = 0.5;
    private static readonly JobLimits Limits = new(Failures: 20, Exceptions: 3, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));

    [Fact]
    public void A_completed_step_ends_the_job_as_succeeded() =>
        JobRules.After(Job(failures: 4), JobStep.Done, Limits, NoJitter).ShouldBe(new StepEnd(JobStatus.Succeeded, TimeSpan.Zero, 0, Error: null));

    [Fact]
    public void Progress_resets_the_failure_count() =>
        JobRules.After(Job(failures: 4), JobStep.Again(TimeSpan.FromSeconds(30)), Limits, NoJitter)
            .ShouldBe(new StepEnd(JobStatus.Queued, TimeSpan.FromSeconds(30), 0, Error: null));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(6, 300)]
    [InlineData(18, 300)]
    public void A_failed_step_is_retried_after_an_increasing_delay(int before, int seconds) =>
        JobRules.After(Job(before), JobStep.Retry(AmazonErrors.Timeout), Limits, NoJitter)
            .ShouldBe(new StepEnd(JobStatus.Queued, TimeSpan.FromSeconds(seconds), before + 1, AmazonErrors.Timeout));

    [Fact]
    public void The_last_permitted_failure_ends_the_job() =>
        JobRules.After(Job(failures: 19), JobStep.Retry(AmazonErrors.Timeout), Limits, NoJitter)
            .ShouldBe(new StepEnd(JobStatus.Failed, TimeSpan.Zero, 20, AmazonErrors.Timeout));

    [Theory]
    [InlineData(1, JobStatus.Queued)]
    [InlineData(2, JobStatus.Failed)]
    public void An_exception_is_retried_twice_and_then_ends_the_job(int before, JobStatus expected) =>
        JobRules.After(Job(before), JobStep.Retry(JobErrors.StepFailed), Limits, NoJitter).Status.ShouldBe(expected);

    [Fact]
    public void A_step_that_fails_permanently_ends_the_job() =>
        JobRules.After(Job(failures: 0), JobStep.Failed(AmazonErrors.NotFound), Limits, NoJitter).Status.ShouldBe(JobStatus.Failed);

    [Fact]
    public void A_job_whose_owners_crashed_too_often_ends_without_another_step()
    {
        JobRules.ReasonToEnd(Job(failures: 19), Limits).ShouldBeNull();
        JobRules.ReasonToEnd(Job(failures: 20), Limits).ShouldBe(JobErrors.Interrupted);
    }

    [Fact]
    public void An_overdue_job_ends_without_another_step() =>
        JobRules.ReasonToEnd(Job(failures: 0) with { IsOverdue = true }, Limits).ShouldBe(JobErrors.TimedOut);

    private static OwnedJob Job(int failures) => new(Guid.CreateVersion7(), UserId.New(), JobKind.Sync, "", failures, "owner", 1);
}

public sealed class JobKindTests
{
    [Theory]
    [InlineData("sync", "Sync")]
    [InlineData("account_refresh", "AccountRefresh")]
    public void A_setting_names_a_kind_in_pascal_case(string kind, string setting) => new JobKind(kind).SettingName.ShouldBe(setting);
}
