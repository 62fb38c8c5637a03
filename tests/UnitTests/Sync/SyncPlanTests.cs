using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.UnitTests.Sync;

public sealed class SyncPlanTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly ConnectionId One = ConnectionId.New();
    private static readonly ConnectionId Two = ConnectionId.New();

    [Theory]
    [InlineData("Advertising", "AdsAccounts, Profiles NA, Profiles EU")]
    [InlineData("Dsp", "Profiles NA, Profiles EU")]
    [InlineData("Amc", "Managers NA, Managers EU")]
    [InlineData("Advertising Dsp", "AdsAccounts, Profiles NA, Profiles EU")]
    [InlineData("Dsp Amc", "Profiles NA, Profiles EU, Managers NA, Managers EU")]
    [InlineData("Advertising Dsp Amc", "AdsAccounts, Profiles NA, Profiles EU, Managers NA, Managers EU")]
    public void The_account_types_determine_the_initial_listings(string types, string scopes) =>
        string.Join(", ", SyncPlan.Begin([One], Types(types), [Region.NA, Region.EU]).Select(s => $"{s.Kind} {s.Region}".TrimEnd())).ShouldBe(scopes);

    [Fact]
    public void Every_connection_has_the_same_listings_without_duplicates()
    {
        var scopes = SyncPlan.Begin([One, Two], Enum.GetValues<AccountType>(), Enum.GetValues<Region>());

        scopes.ShouldBeUnique();
        scopes.Where(s => s.Connection == One).Select(s => s with { Connection = Two }).ShouldBe(scopes.Where(s => s.Connection == Two));
        scopes.ShouldAllBe(s => s.ProfileId == null && (s.Region == null) == (s.Kind == SyncScopeKind.AdsAccounts));
    }

    [Fact]
    public void A_plan_without_connections_is_empty() => SyncPlan.Begin([], Enum.GetValues<AccountType>(), Enum.GetValues<Region>()).ShouldBeEmpty();

    [Fact]
    public void Each_agency_on_a_page_of_profiles_adds_one_scope() =>
        SyncPlan.AfterProfiles(One, Region.FE, ["11", "22", "11"], [AccountType.Dsp, AccountType.Amc]).ShouldBe(
        [
            new PlannedScope(One, SyncScopeKind.DspAdvertisers, Region.FE, "11"),
            new PlannedScope(One, SyncScopeKind.DspAdvertisers, Region.FE, "22"),
        ]);

    [Fact]
    public void A_run_without_dsp_accounts_lists_no_advertisers() =>
        SyncPlan.AfterProfiles(One, Region.NA, ["11"], [AccountType.Advertising, AccountType.Amc]).ShouldBeEmpty();

    [Theory]
    [InlineData(SyncScopeStatus.Failed, true, 59, true)]
    [InlineData(SyncScopeStatus.Failed, true, 60, false)]
    [InlineData(SyncScopeStatus.Failed, false, 1, false)]
    [InlineData(SyncScopeStatus.Completed, true, 1, false)]
    [InlineData(SyncScopeStatus.Pending, true, 1, false)]
    public void A_scope_resumes_only_after_a_recent_failure_with_a_cursor(SyncScopeStatus status, bool hasCursor, int minutes, bool resumes) =>
        SyncPlan.Resumes(new EarlierListing(Guid.CreateVersion7(), status, hasCursor, TimeSpan.FromMinutes(minutes)), Hour).ShouldBe(resumes);

    [Theory]
    [InlineData("amazon.unavailable", true)]
    [InlineData("sync.listing_too_long", false)]
    public void A_listing_that_was_too_long_starts_at_the_first_page(string error, bool resumes) =>
        SyncPlan.Resumes(new EarlierListing(Guid.CreateVersion7(), SyncScopeStatus.Failed, HasCursor: true, TimeSpan.Zero, error), Hour)
            .ShouldBe(resumes);

    [Fact]
    public void A_scope_without_an_earlier_listing_starts_at_the_first_page() => SyncPlan.Resumes(newest: null, Hour).ShouldBeFalse();

    private static AccountType[] Types(string names) => [.. names.Split(' ').Select(Enum.Parse<AccountType>)];
}
