using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.UnitTests.Sync;

public sealed class SyncOutcomeTests
{
    private const SyncScopeStatus Pending = SyncScopeStatus.Pending;
    private const SyncScopeStatus Completed = SyncScopeStatus.Completed;
    private const SyncScopeStatus Failed = SyncScopeStatus.Failed;

    [Fact]
    public void A_run_succeeds_if_every_listing_completes_even_when_one_is_empty() =>
        Of((Completed, 3), (Completed, 0)).Status.ShouldBe(SyncStatus.Success);

    [Fact]
    public void A_run_with_a_failed_listing_is_partial_if_any_page_was_stored()
    {
        Of((Completed, 1), (Failed, 0)).Status.ShouldBe(SyncStatus.Partial);
        Of((Failed, 4), (Failed, 0)).Status.ShouldBe(SyncStatus.Partial);
    }

    [Fact]
    public void A_run_that_stores_no_page_fails()
    {
        Of((Failed, 0), (Failed, 0)).Status.ShouldBe(SyncStatus.Failed);
        Of().Status.ShouldBe(SyncStatus.Failed);
    }

    [Fact]
    public void A_run_that_cannot_be_finished_is_no_success()
    {
        Of((Completed, 1)).WhenAborted.ShouldBe(SyncStatus.Partial);
        Of((Failed, 0)).WhenAborted.ShouldBe(SyncStatus.Failed);
    }

    /// <summary>All combinations of three scopes.</summary>
    [Fact]
    public void Missing_accounts_are_counted_only_if_every_listing_completes()
    {
        SyncScopeStatus[] statuses = [Pending, Completed, Failed];
        foreach (var (a, b, c) in statuses.SelectMany(a => statuses.SelectMany(b => statuses.Select(c => (a, b, c)))))
        {
            var outcome = Of((a, 1), (b, 1), (c, 1));
            outcome.CountsMissing.ShouldBe(a == Completed && b == Completed && c == Completed, $"{a} {b} {c}");
            outcome.CountsMissing.ShouldBe(outcome.Status == SyncStatus.Success);
        }

        Of().CountsMissing.ShouldBeFalse();
    }

    [Fact]
    public void Failed_listings_are_reported_in_order()
    {
        var first = Scope(Failed, 0) with { Region = Region.EU, ErrorCode = "amazon.timeout", ErrorMessage = "Amazon took too long." };
        var second = Scope(Failed, 2) with { ProfileId = "11", ErrorCode = "amazon.rejected", ErrorMessage = "Amazon refused." };

        SyncOutcome.Of([first, Scope(Completed, 1), second, Scope(Pending, 1)]).Failed.ShouldBe([first, second]);
    }

    private static SyncOutcome Of(params (SyncScopeStatus Status, int Pages)[] scopes) =>
        SyncOutcome.Of([.. scopes.Select(s => Scope(s.Status, s.Pages))]);

    private static EndedScope Scope(SyncScopeStatus status, int pages) =>
        new(Guid.CreateVersion7(), SyncScopeKind.Profiles, Region.NA, ProfileId: null, status, pages);
}
