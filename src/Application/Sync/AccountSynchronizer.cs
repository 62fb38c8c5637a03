using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Sync;

/// <summary>
/// Works through a run's open scopes. A page is fetched while the one before is being stored; what is stored, with the cursor
/// after it, is where another instance goes on if this one dies.
/// </summary>
internal sealed partial class AccountSynchronizer(
    ISyncRuns runs, IAdsAccountsApi amazon, AccessTokens tokens, ITokenCipher cipher, ILogger<AccountSynchronizer> logger)
{
    private const int PageSize = 100;

    /// <summary>A million accounts: no login has as many, so a listing that long does not end.</summary>
    private const int MaxPages = 10_000;

    /// <summary>What has ended so many owners would end the next one too, and a run that never ends keeps its user from starting another.</summary>
    private const int MaxAttempts = 20;

    public async Task RunAsync(OwnedRun run, CancellationToken ct)
    {
        foreach (var scope in await runs.OpenScopesAsync(run, ct))
        {
            var listed = run.Attempt > MaxAttempts ? SyncErrors.Interrupted : await ListAsync(run, scope, ct);
            if (listed is { Succeeded: true, Value: false }) return; // not our run any more
            if (!listed.Succeeded) await FailAsync(run, scope, listed.Error, ct);
        }

        await runs.FinishAsync(run, ct);
    }

    /// <returns>False when the run is not ours any more.</returns>
    private async Task<Result<bool>> ListAsync(OwnedRun run, OpenScope scope, CancellationToken ct)
    {
        var cursor = scope.Cursor is { } saved && cipher.TryUnprotect(saved, out var plain) ? plain.Reveal() : null;
        var visited = new HashSet<string?>(StringComparer.Ordinal) { cursor };
        var fetch = FetchAsync(scope, cursor, ct);
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await fetch;
            if (page is { Succeeded: true, Value.Cursor: { } next } && !visited.Add(next)) page = AmazonErrors.InvalidAnswer; // we go in a circle
            if (pages == 0 && cursor is not null && LeadsNowhere(page))
            {
                cursor = null; // where the run before us stopped is no place to go on from any more: list from the start
                visited.Clear();
                fetch = FetchAsync(scope, cursor, ct);
                continue;
            }

            if (!page.Succeeded) return page.Error;
            cursor = page.Value.Cursor;
            if (cursor is not null) fetch = FetchAsync(scope, cursor, ct);
            if (!await StoreAsync(run, scope, page.Value, ct)) return false;
            if (cursor is null) return true;
        }

        return AmazonErrors.InvalidAnswer;
    }

    private static bool LeadsNowhere(Result<RemoteAccountPage> page) =>
        !page.Succeeded && (page.Error == AmazonErrors.Rejected || page.Error == AmazonErrors.InvalidAnswer);

    private Task<Result<RemoteAccountPage>> FetchAsync(OpenScope scope, string? cursor, CancellationToken ct) =>
        tokens.UseAsync(scope.Connection, token => amazon.ListAsync(scope.Region, token, cursor, PageSize, ct), ct);

    private Task<bool> StoreAsync(OwnedRun run, OpenScope scope, RemoteAccountPage page, CancellationToken ct)
    {
        var next = page.Cursor is { } cursor ? cipher.Protect(Secret.From(cursor)) : (ProtectedToken?)null;
        return runs.StorePageAsync(run, scope, page, next, ct);
    }

    private async Task FailAsync(OwnedRun run, OpenScope scope, Error error, CancellationToken ct)
    {
        LogScopeFailed(run.Id.Value, scope.Connection.Value, error.Code);
        await runs.FailScopeAsync(run, scope, error, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} could not list connection {Connection}: {Code}")]
    private partial void LogScopeFailed(Guid run, Guid connection, string code);
}
