using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

public sealed record GetAccountSettingsQuery(UserId User, AccountId Account) : IQuery<AccountSettingsView>;

internal sealed class GetAccountSettingsHandler(IReadDb db) : IQueryHandler<GetAccountSettingsQuery, AccountSettingsView>
{
    public async Task<Result<AccountSettingsView>> Handle(GetAccountSettingsQuery query, CancellationToken ct) =>
        await db.Accounts.SingleOrDefaultAsync(a => a.UserId == query.User && a.Id == query.Account, ct) is { } account
            ? AccountSettingsView.Of(account)
            : AccountErrors.NotFound;
}
