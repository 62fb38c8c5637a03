using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Lists the stored accounts of one type. While the first sync of the user runs, the list waits for it for a short time.</summary>
public sealed record ListAccountsOfTypeQuery(UserId User, AccountType Type) : IQuery<AccountsOfType>;

public sealed record AccountsOfType(IReadOnlyList<FrontendRow> Accounts, int TotalCount);

internal sealed class ListAccountsOfTypeHandler(IReadDb db, FirstSync firstSync) : IQueryHandler<ListAccountsOfTypeQuery, AccountsOfType>
{
    public async Task<Result<AccountsOfType>> Handle(ListAccountsOfTypeQuery query, CancellationToken ct)
    {
        await firstSync.WaitAsync(query.User, ct);
        var rows = await AccountView.Of(db)
            .Where(a => a.Account.UserId == query.User && a.Account.AccountType == query.Type)
            .OrderBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id)
            .Select(AccountView.ToRow)
            .ToListAsync(ct);
        return new AccountsOfType([.. rows.Select(row => new FrontendRow(row))], rows.Count);
    }
}
