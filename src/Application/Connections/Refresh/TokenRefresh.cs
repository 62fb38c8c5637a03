using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Refresh;

/// <summary>
/// Refreshes one connection's token, or waits until another holder of the lease has refreshed it. All times are the database's.
/// </summary>
internal sealed class TokenRefresh(IRefreshLeases leases, ILoginWithAmazon amazon, RefreshOutcome outcome, ITokenCipher cipher)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>The wait for another holder is longer than its lease, so that this caller refreshes the token if the holder has crashed.</summary>
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(15);

    public async Task<Result<Secret>> RunAsync(UserId user, ConnectionId connection, RefreshRequest request)
    {
        using var deadline = new CancellationTokenSource(leases.Lifetime + PastTheLease);
        try
        {
            return await TakeOrWaitAsync(user, connection, request, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return ConnectionErrors.RefreshUnavailable;
        }
        catch (UserDeletedException)
        {
            return ConnectionErrors.NotFound; // the deletion has revoked the connection; what Amazon issued meanwhile is dropped
        }
    }

    private async Task<Result<Secret>> TakeOrWaitAsync(UserId user, ConnectionId connection, RefreshRequest request, CancellationToken ct)
    {
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            if (await leases.TryTakeAsync(user, connection, request, ct) is { } lease)
                return await RefreshAsync(user, connection, lease, request.TriggeredBy);
            // another instance is refreshing it, or has refreshed it
            if (request.Reason == RefreshReason.ExpiresSoon) return ConnectionErrors.RefreshUnavailable;

            var state = await leases.ReadAsync(user, connection, ct);
            if (state is null || state.Status == ConnectionStatus.Revoked) return ConnectionErrors.NotFound;
            if (state.Status == ConnectionStatus.NeedsReauth) return ConnectionErrors.ReauthorizationRequired;
            if ((request.IsForced ? state.JustRefreshed : state.Usable) && state.AccessToken is { } access)
            {
                return cipher.TryUnprotect(access, TokenBinding.AccessToken(user, connection), out var token)
                    ? token
                    : await outcome.UnreadableAsync(user, connection, state.ReadAt);
            }

            await Task.Delay(pause, ct);
        }
    }

    /// <summary>Not cancellable: a token that Amazon issues must be stored, and it is stored before it is used.</summary>
    private async Task<Result<Secret>> RefreshAsync(UserId user, ConnectionId connection, RefreshLease lease, string triggeredBy)
    {
        if (lease.RefreshToken is not { } stored || !cipher.TryUnprotect(stored, TokenBinding.RefreshToken(user, connection), out var refreshToken))
            return await outcome.UnreadableAsync(user, connection, lease.TakenAt);

        var issued = await amazon.RefreshAsync(lease.Region, refreshToken, IsActiveAsync, CancellationToken.None);
        var refresh = new SentRefresh(user, connection, lease, refreshToken, triggeredBy);
        if (!issued.Succeeded && issued.Error.Is(ConnectionErrors.ClientRejected))
            await leases.ReleaseAsync(user, connection, lease, CancellationToken.None);
        if (!issued.Succeeded) return await outcome.FailedAsync(refresh, issued.Error);

        return await outcome.RefreshedAsync(refresh, issued.Value) is { } failure ? failure : issued.Value.Access;

        async Task<bool> IsActiveAsync(CancellationToken ct) => await leases.ReadAsync(user, connection, ct) is { Status: ConnectionStatus.Active };
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}

/// <summary>One refresh that was sent to Amazon.</summary>
/// <param name="Used">The refresh token that was sent.</param>
/// <param name="TriggeredBy">The trigger as the refresh history shows it.</param>
internal sealed record SentRefresh(UserId User, ConnectionId Connection, RefreshLease Lease, Secret Used, string TriggeredBy);
