using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Amazon's global ads accounts: sponsored ads, without DSP. Source: Advertising Accounts 3.0.</summary>
public interface IAdsAccountsApi
{
    /// <summary>
    /// One page of <c>POST /adsAccounts/list</c>: a read that is safe to retry. The host of any region returns the accounts of all regions.
    /// Errors: <c>amazon.unauthorized</c>, <c>amazon.forbidden</c>, <c>amazon.rejected</c> (400, for example for an expired cursor),
    /// <c>amazon.throttled</c>, <c>amazon.invalid_answer</c>, <c>amazon.unavailable</c>, <c>amazon.timeout</c>.
    /// </summary>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="pageSize">1 to 100, and the same on every page of a listing.</param>
    Task<Result<RemoteAccountPage>> ListAsync(Region region, AmazonLogin login, string? cursor, int pageSize, CancellationToken ct);

    /// <summary>One account, by <c>GET /adsAccounts/{id}</c>. Errors as above, and <c>amazon.not_found</c>.</summary>
    Task<Result<RemoteAccount>> GetAsync(Region region, AmazonLogin login, string amazonAccountId, CancellationToken ct);
}

/// <param name="Cursor">Null on the last page.</param>
/// <param name="Skipped">The number of entries without a usable id. They are counted and not stored.</param>
public sealed record RemoteAccountPage(IReadOnlyList<RemoteAccount> Accounts, string? Cursor, int Skipped);

/// <param name="AlternateIds">Merged per country.</param>
/// <param name="ErrorsJson">Amazon's errors per country, unchanged, or null.</param>
public sealed record RemoteAccount(
    string AmazonAccountId,
    string Name,
    AmazonAccountStatus? Status,
    IReadOnlyList<string> CountryCodes,
    IReadOnlyList<AlternateId> AlternateIds,
    string? ErrorsJson);
