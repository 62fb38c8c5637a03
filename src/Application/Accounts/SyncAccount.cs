using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Fetches one account from Amazon now and stores it.</summary>
public sealed record SyncAccountCommand(UserId User, AccountId Account) : ICommand<SyncedAccount>;

public sealed record SyncedAccount(bool Success, string Status, string Message, StoredAccountRow Account);

internal sealed class SyncAccountHandler(IReadDb db, AccountRefresher refresher) : ICommandHandler<SyncAccountCommand, SyncedAccount>
{
    public async Task<Result<SyncedAccount>> Handle(SyncAccountCommand command, CancellationToken ct)
    {
        var asked = await refresher.RefreshAsync(command.User, command.Account, ct);
        if (!asked.Succeeded) return asked.Error;

        var row = await AccountView.Of(db).Where(a => a.Account.UserId == command.User && a.Account.Id == command.Account)
            .Select(AccountView.ToRow).SingleOrDefaultAsync(ct);
        return row is null
            ? AccountErrors.NotFound : new SyncedAccount(Success: true, "success", "The account is up to date.", new StoredAccountRow(row));
    }
}
