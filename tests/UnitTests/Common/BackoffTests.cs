using Accounts.Domain.Common;

namespace Accounts.UnitTests.Common;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Fact]
    public void The_delay_doubles_with_each_failure_up_to_the_maximum() =>
        Enumerable.Range(1, 9).Select(failures => Backoff.After(failures, First, Longest, random: 0.5).TotalSeconds)
            .ShouldBe([5, 10, 20, 40, 80, 160, 300, 300, 300]);

    [Theory]
    [InlineData(0, 4.5)]
    [InlineData(0.5, 5)]
    [InlineData(1, 5.5)]
    public void Jitter_changes_the_delay_by_at_most_ten_percent(double random, double seconds) =>
        Backoff.After(1, First, Longest, random).TotalSeconds.ShouldBe(seconds, 0.001);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void The_delay_without_failures_is_the_initial_delay(int failures) =>
        Backoff.After(failures, First, Longest, random: 0.5).ShouldBe(First);

    [Theory]
    [InlineData(41)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public void A_large_number_of_failures_does_not_exceed_the_maximum_delay(int failures) =>
        Backoff.After(failures, First, Longest, random: 0.5).ShouldBe(Longest);

    [Fact]
    public void An_initial_delay_above_the_maximum_is_reduced_to_the_maximum() => Backoff.After(1, Longest, First, random: 0.5).ShouldBe(First);
}
