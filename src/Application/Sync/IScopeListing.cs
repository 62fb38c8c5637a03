using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>How one kind of scope is listed: what is asked of Amazon, and what the store is told.</summary>
internal interface IScopeListing
{
    SyncScopeKind Kind { get; }

    /// <param name="cursor">Null for the first page.</param>
    Task<Result<ListedPage>> FetchAsync(OpenScope scope, AmazonLogin login, string? cursor, CancellationToken ct);
}

/// <summary>A page in the form the store takes.</summary>
/// <param name="Rows">JSON, in the shape that the scope's store function reads.</param>
/// <param name="Seen">The ids of everything on it: what a complete listing never showed is missing.</param>
/// <param name="Cursor">Null on the last page.</param>
/// <param name="Skipped">Entries without a usable id: counted, never stored, never fatal.</param>
public sealed record ListedPage(string Rows, IReadOnlyList<string> Seen, string? Cursor, int Skipped);
