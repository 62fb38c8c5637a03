using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>Lists one kind of scope: calls Amazon and writes the page as the kind's store function reads it.</summary>
internal interface IScopeListing
{
    SyncScopeKind Kind { get; }

    /// <param name="cursor">Null for the first page.</param>
    Task<Result<ListedPage>> FetchAsync(OpenScope scope, AmazonLogin login, string? cursor, CancellationToken ct);
}

/// <summary>A page as it is stored.</summary>
/// <param name="Rows">JSON, as <c>app.store_&lt;kind&gt;</c> reads it.</param>
/// <param name="Seen">The ids of everything on the page: what no page of a complete listing showed is missing.</param>
/// <param name="Cursor">Null on the last page.</param>
/// <param name="Skipped">Entries without a usable id: counted, never stored, never fatal.</param>
public sealed record ListedPage(string Rows, IReadOnlyList<string> Seen, string? Cursor, int Skipped)
{
    /// <summary>Further scopes of the run that the page gives rise to.</summary>
    public IReadOnlyList<PlannedScope> FollowUps { get; init; } = [];
}
