using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Stores accounts outside a run. Each call is one statement; rows that say the same already are left untouched.</summary>
public interface IAccountStore
{
    /// <param name="rows">What <see cref="ListedAccount.Write"/> wrote.</param>
    Task StoreAsync(UserId user, ConnectionId connection, string rows, CancellationToken ct);

    /// <summary>DSP advertisers and AMC accounts.</summary>
    /// <param name="rows"><see cref="DspOrAmcAccount"/>s.</param>
    Task StoreDspOrAmcAsync(UserId user, AccountOrigin origin, string rows, CancellationToken ct);

    /// <summary>Remembers that Amazon was asked for this one account, and how that went.</summary>
    Task RecordSyncAsync(UserId user, AccountId account, Error? error, CancellationToken ct);
}

/// <summary>By which way an account is known.</summary>
/// <param name="ProfileId">Of a DSP advertiser, its agency profile.</param>
/// <param name="EntityId">That agency's entity.</param>
public sealed record AccountOrigin(AccountType Type, ConnectionId Connection, Region Region, string? ProfileId, string? EntityId);
