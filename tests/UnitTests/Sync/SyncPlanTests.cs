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
    public void Account_types_decide_which_listings_a_run_begins_with(string types, string scopes) =>
        string.Join(", ", SyncPlan.Begin([One], Types(types), [Region.NA, Region.EU]).Select(s => $"{s.Kind} {s.Region}".TrimEnd())).ShouldBe(scopes);

    [Fact]
    public void Every_connection_has_the_same_listings_and_no_listing_twice()
    {
        var scopes = SyncPlan.Begin([One, Two], Enum.GetValues<AccountType>(), Enum.GetValues<Region>());

        scopes.ShouldBeUnique();
        scopes.Where(s => s.Connection == One).Select(s => s with { Connection = Two }).ShouldBe(scopes.Where(s => s.Connection == Two));
        scopes.ShouldAllBe(s => s.ProfileId == null && (s.Region == null) == (s.Kind == SyncScopeKind.AdsAccounts));
    }

    [Fact]
    public void Without_connections_there_is_nothing_to_list() => SyncPlan.Begin([], Enum.GetValues<AccountType>(), Enum.GetValues<Region>()).ShouldBeEmpty();

    [Fact]
    public void Each_agency_on_a_page_of_profiles_is_a_scope_once() =>
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
    public void A_scope_resumes_only_where_the_newest_listing_failed_recently_with_a_cursor(SyncScopeStatus status, bool hasCursor, int minutes, bool resumes) =>
        SyncPlan.Resumes(new EarlierListing(Guid.CreateVersion7(), status, hasCursor, TimeSpan.FromMinutes(minutes)), Hour).ShouldBe(resumes);

    [Fact]
    public void What_was_never_listed_starts_from_the_first_page() => SyncPlan.Resumes(newest: null, Hour).ShouldBeFalse();

    private static AccountType[] Types(string names) => [.. names.Split(' ').Select(Enum.Parse<AccountType>)];
}
