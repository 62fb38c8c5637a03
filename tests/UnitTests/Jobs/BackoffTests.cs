using Accounts.Domain.Common;

namespace Accounts.UnitTests.Jobs;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    [InlineData(4, 32)]
    [InlineData(5, 60)]
    [InlineData(int.MaxValue, 60)]
    public void A_delay_doubles_up_to_the_longest(int failures, int seconds) =>
        Backoff.After(failures, First, Longest, random: 0.5).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0, 3.6)]
    [InlineData(1, 4.4)]
    public void Jitter_is_a_tenth_either_way(double random, double seconds) =>
        Backoff.After(1, First, Longest, random).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Jitter_never_exceeds_the_longest_delay() => Backoff.After(5, First, Longest, random: 1).ShouldBe(Longest);
}
