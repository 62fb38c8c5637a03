using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Makes an account the user's default and returns it.</summary>
public sealed record SwitchAccountCommand(UserId User, AccountId Account) : ICommand<SwitcherAccount>, IRefusesImpersonators
{
    public static string EventType => "account.switch";
}

internal sealed class SwitchAccountHandler(AccountChanges changes, IReadDb db, TimeProvider clock)
    : ICommandHandler<SwitchAccountCommand, SwitcherAccount>
{
    public async Task<Result<SwitcherAccount>> Handle(SwitchAccountCommand command, CancellationToken ct)
    {
        var changed = await changes.ApplyAsync(
            command.User, command.Account,
            account =>
            {
                var decided = account.MakeDefault(clock.GetUtcNow());
                return decided.Succeeded ? AccountChange.Of(decided.Value, SwitchAccountCommand.EventType) : decided.Error;
            },
            ct);
        if (!changed.Succeeded) return changed.Error;

        var row = await AccountView.Of(db).Where(a => a.Account.UserId == command.User && a.Account.Id == command.Account)
            .Select(AccountView.ToRow).SingleOrDefaultAsync(ct);
        return row is null ? AccountErrors.NotFound : SwitcherAccount.Of(row);
    }
}
