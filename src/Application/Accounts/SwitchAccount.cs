using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Makes an account the user's default.</summary>
public sealed record SwitchAccountCommand(UserId User, AccountId Account) : ICommand<ChangedAccount>, IRefusesImpersonators
{
    public static string EventType => "account.switch";
}

internal sealed class SwitchAccountHandler(AccountChanges changes, TimeProvider clock) : ICommandHandler<SwitchAccountCommand, ChangedAccount>
{
    public async Task<Result<ChangedAccount>> Handle(SwitchAccountCommand command, CancellationToken ct)
    {
        var changed = await changes.ApplyAsync(
            command.User, command.Account,
            account =>
            {
                var decided = account.MakeDefault(clock.GetUtcNow());
                return decided.Succeeded ? AccountChange.Of(decided.Value, SwitchAccountCommand.EventType) : decided.Error;
            },
            ct);

        return changed.Succeeded ? ChangedAccount.Of(command.Account, "The account is the default.") : changed.Error;
    }
}
