using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Hides an account until the user reconnects it. A sync does not bring it back.</summary>
public sealed record DisconnectAccountCommand(UserId User, AccountId Account) : ICommand<ChangedAccount>, IRefusesImpersonators
{
    public static string EventType => "account.disconnect";
}

/// <param name="Status"><c>success</c>.</param>
public sealed record ChangedAccount(bool Success, string Status, string Message, Guid AccountId)
{
    internal static ChangedAccount Of(AccountId account, string message) => new(Success: true, "success", message, account.Value);
}

internal sealed class DisconnectAccountHandler(AccountChanges changes, TimeProvider clock) : ICommandHandler<DisconnectAccountCommand, ChangedAccount>
{
    public async Task<Result<ChangedAccount>> Handle(DisconnectAccountCommand command, CancellationToken ct)
    {
        var changed = await changes.ApplyAsync(
            command.User, command.Account, account =>
                AccountChange.Of(account.Disconnect(clock.GetUtcNow()), DisconnectAccountCommand.EventType), ct);

        return changed.Succeeded ? ChangedAccount.Of(command.Account, "The account is disconnected.") : changed.Error;
    }
}
