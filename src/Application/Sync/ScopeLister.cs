using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>Lists one scope from where it stopped to its end. A page is fetched while the previous one is stored.</summary>
internal sealed class ScopeLister(ISyncRuns runs, IEnumerable<IScopeListing> listings, AccessTokens tokens, ITokenCipher cipher) : IDisposable
{
    /// <summary>A million accounts: no login has as many, so a listing that long does not end.</summary>
    private const int MaxPages = 10_000;

    private readonly Dictionary<SyncScopeKind, IScopeListing> _listings = listings.ToDictionary(l => l.Kind);

    /// <summary>The job's row lock serializes the pages of a run. Waiting here occupies no database connection.</summary>
    private readonly SemaphoreSlim _storing = new(1);

    public void Dispose() => _storing.Dispose();

    /// <returns>Why the listing failed, or null.</returns>
    public async Task<Error?> ListAsync(SyncRunId run, UserId user, OpenScope scope, CancellationToken ct)
    {
        var cursor = scope.Cursor is { } saved && cipher.TryUnprotect(saved, scope.CursorOf(user), out var plain) ? plain.Reveal() : null;
        var visited = new HashSet<string?>(StringComparer.Ordinal) { cursor };
        var fetch = FetchAsync(scope, cursor, ct);
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await fetch;
            // The cursors form a cycle.
            if (page is { Succeeded: true, Value.Cursor: { } next } && !visited.Add(next)) page = AmazonErrors.InvalidAnswer;
            if (pages == 0 && cursor is not null && IsUnusable(page))
            {
                cursor = null; // the cursor of the previous run is no longer valid: list from the start
                visited.Clear();
                fetch = FetchAsync(scope, cursor, ct);
                continue;
            }

            if (!page.Succeeded) return page.Error;
            cursor = page.Value.Cursor;
            if (cursor is not null) fetch = FetchAsync(scope, cursor, ct);
            await StoreAsync(run, user, scope, page.Value, ct);
            if (cursor is null) return null;
        }

        return AmazonErrors.InvalidAnswer;
    }

    private static bool IsUnusable(Result<ListedPage> page) =>
        !page.Succeeded && (page.Error.Is(AmazonErrors.Rejected) || page.Error.Is(AmazonErrors.InvalidAnswer));

    private Task<Result<ListedPage>> FetchAsync(OpenScope scope, string? cursor, CancellationToken ct) =>
        tokens.UseAsync(scope.Connection, login => _listings[scope.Kind].FetchAsync(scope, login, cursor, ct), ct);

    private async Task StoreAsync(SyncRunId run, UserId user, OpenScope scope, ListedPage page, CancellationToken ct)
    {
        var next = page.Cursor is { } cursor ? cipher.Protect(Secret.From(cursor), scope.CursorOf(user)) : (ProtectedToken?)null;
        await _storing.WaitAsync(ct);
        try
        {
            await runs.StorePageAsync(run, scope, page, next, ct);
        }
        finally
        {
            _storing.Release();
        }
    }
}
