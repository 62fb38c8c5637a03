using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

public sealed record GetAccountQuery(UserId User, AccountId Account) : IQuery<AccountRow>;

internal sealed class GetAccountHandler(IReadDb db) : IQueryHandler<GetAccountQuery, AccountRow>
{
    public async Task<Result<AccountRow>> Handle(GetAccountQuery query, CancellationToken ct)
    {
        var row = await AccountView.Of(db)
            .Where(a => a.Account.UserId == query.User && a.Account.Id == query.Account)
            .Select(AccountView.ToRow)
            .SingleOrDefaultAsync(ct);
        return row is null ? AccountErrors.NotFound : row;
    }
}
