using Accounts.Application.Common.Messaging;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Microsoft.Extensions.Options;

namespace Accounts.Application.Accounts;

/// <summary>Brings an account back that the user disconnected.</summary>
public sealed record ReconnectAccountCommand(UserId User, AccountId Account) : ICommand<ChangedAccount>, IRefusesImpersonators
{
    public static string EventType => "account.reconnect";
}

internal sealed class ReconnectAccountHandler(AccountReconnection reconnection) : ICommandHandler<ReconnectAccountCommand, ChangedAccount>
{
    public async Task<Result<ChangedAccount>> Handle(ReconnectAccountCommand command, CancellationToken ct)
    {
        var changed = await reconnection.ReconnectAsync(command.User, command.Account, ct);

        return changed.Succeeded ? ChangedAccount.Of(command.Account, "The account is connected.") : changed.Error;
    }
}

/// <summary>Reconnects an account, for each use case that does.</summary>
internal sealed class AccountReconnection(AccountChanges changes, IOptions<SyncOptions> options, TimeProvider clock)
{
    /// <returns>Error: <c>account.not_found</c>.</returns>
    public async Task<Result<AccountId>> ReconnectAsync(UserId user, AccountId id, CancellationToken ct)
    {
        var changed = await changes.ApplyAsync(
            user, id, account => AccountChange.Of(account.Reconnect(options.Value.MissingAfter, clock.GetUtcNow()), "account.reconnect"), ct);

        return changed.Succeeded ? id : changed.Error;
    }
}
