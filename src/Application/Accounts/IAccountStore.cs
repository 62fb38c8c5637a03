using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Stores accounts outside a sync run. Each call is one statement; unchanged rows are not written.</summary>
public interface IAccountStore
{
    /// <param name="rows">The result of <see cref="ListedAccount.Write"/>.</param>
    Task StoreAsync(UserId user, ConnectionId connection, string rows, CancellationToken ct);

    /// <summary>Stores DSP advertisers and AMC accounts.</summary>
    /// <param name="rows"><see cref="DspOrAmcAccount"/>s.</param>
    Task StoreDspOrAmcAsync(UserId user, AccountOrigin origin, string rows, CancellationToken ct);

    /// <summary>Records the outcome of fetching this account from Amazon.</summary>
    Task RecordSyncAsync(UserId user, AccountId account, Error? error, CancellationToken ct);
}

/// <summary>How an account was found.</summary>
/// <param name="ProfileId">For a DSP advertiser, its agency's profile.</param>
/// <param name="EntityId">The agency's entity.</param>
public sealed record AccountOrigin(AccountType Type, ConnectionId Connection, Region Region, string? ProfileId, string? EntityId);
