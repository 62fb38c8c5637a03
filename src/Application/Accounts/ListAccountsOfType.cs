using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Every stored account of one type.</summary>
public sealed record ListAccountsOfTypeQuery(UserId User, AccountType Type) : IQuery<AccountsOfType>;

public sealed record AccountsOfType(IReadOnlyList<AccountRow> Accounts, int TotalCount);

internal sealed class ListAccountsOfTypeHandler(IReadDb db) : IQueryHandler<ListAccountsOfTypeQuery, AccountsOfType>
{
    public async Task<Result<AccountsOfType>> Handle(ListAccountsOfTypeQuery query, CancellationToken ct)
    {
        var rows = await AccountView.Of(db)
            .Where(a => a.Account.UserId == query.User && a.Account.AccountType == query.Type)
            .OrderBy(a => a.Account.AccountName).ThenBy(a => a.Account.Id)
            .Select(AccountView.ToRow)
            .ToListAsync(ct);
        return new AccountsOfType(rows, rows.Count);
    }
}
