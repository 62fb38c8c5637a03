namespace Accounts.DashboardTests;

public sealed class ChromiumTests
{
    [Fact]
    public void A_missing_Chromium_skips_tests_only_outside_of_continuous_integration()
    {
        Chromium.SkipReason(isContinuousIntegration: false).ShouldContain("skipped");
        Should.Throw<InvalidOperationException>(() => Chromium.SkipReason(isContinuousIntegration: true));
    }
}
