using Accounts.Domain.Common;

namespace Accounts.Domain.Sync;

/// <summary>How a run ended, decided from how its scopes ended.</summary>
/// <param name="CountsMissing">Whether an account that no listing showed counts as missing: only when every listing is complete.</param>
public sealed record SyncOutcome(SyncStatus Status, IReadOnlyList<EndedScope> Failed, bool CountsMissing)
{
    /// <summary>The status of a run that cannot be finished, although its listings ended like this.</summary>
    public SyncStatus WhenAborted => Status == SyncStatus.Success ? SyncStatus.Partial : Status;

    public static SyncOutcome Of(IReadOnlyCollection<EndedScope> scopes)
    {
        EndedScope[] failed = [.. scopes.Where(s => s.Status == SyncScopeStatus.Failed)];
        var isComplete = scopes.Count > 0 && scopes.All(s => s.Status == SyncScopeStatus.Completed);
        var status = isComplete ? SyncStatus.Success : scopes.Any(s => s.Pages > 0) ? SyncStatus.Partial : SyncStatus.Failed;
        return new SyncOutcome(status, failed, CountsMissing: isComplete);
    }
}

/// <param name="Pages">How many pages it stored, also if it failed afterwards.</param>
public sealed record EndedScope(
    Guid Id,
    SyncScopeKind Kind,
    Region? Region,
    string? ProfileId,
    SyncScopeStatus Status,
    int Pages,
    string? ErrorCode = null,
    string? ErrorMessage = null);
