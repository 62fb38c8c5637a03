using Accounts.Application.Accounts;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Users;

/// <summary>The profile, the accounts and the stats of the user in one response.</summary>
public sealed record GetMeInFullQuery(UserId User) : IQuery<FullUser>;

public sealed record FullUser(UserProfile Profile, IReadOnlyList<SwitcherAccount> Accounts, UserStats Stats);

internal sealed class GetMeInFullHandler(IReadDb db, SwitcherAccounts accounts) : IQueryHandler<GetMeInFullQuery, FullUser>
{
    public async Task<Result<FullUser>> Handle(GetMeInFullQuery query, CancellationToken ct)
    {
        var listed = await accounts.ReadAsync(query.User, ct); // first, because it may wait for a sync
        return new FullUser(await UserProfile.ReadAsync(db, query.User, ct), listed, await UserStats.ReadAsync(db, query.User, ct));
    }
}
