using Accounts.Application.Accounts;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Users;

/// <summary>Lists all accounts for the account switcher. While the first sync of the user runs, the list waits for it for a short time.</summary>
public sealed record ListMyAccountsQuery(UserId User) : IQuery<IReadOnlyList<SwitcherAccount>>;

/// <summary>Reads the accounts of the switcher, the default account first: the switcher selects the first active one.</summary>
internal sealed class SwitcherAccounts(IReadDb db, FirstSync firstSync)
{
    public async Task<IReadOnlyList<SwitcherAccount>> ReadAsync(UserId user, CancellationToken ct)
    {
        await firstSync.WaitAsync(user, ct);
        var rows = await AccountView.Of(db).Where(a => a.Account.UserId == user)
            .OrderByDescending(a => a.Account.IsDefault).ThenBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id)
            .Select(AccountView.ToRow)
            .ToListAsync(ct);
        return [.. rows.Select(SwitcherAccount.Of)];
    }
}

internal sealed class ListMyAccountsHandler(SwitcherAccounts accounts) : IQueryHandler<ListMyAccountsQuery, IReadOnlyList<SwitcherAccount>>
{
    public async Task<Result<IReadOnlyList<SwitcherAccount>>> Handle(ListMyAccountsQuery query, CancellationToken ct) =>
        Result<IReadOnlyList<SwitcherAccount>>.Success(await accounts.ReadAsync(query.User, ct));
}
