using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Users;

public sealed record GetMeQuery(UserId User) : IQuery<UserProfile>;

internal sealed class GetMeHandler(IReadDb db) : IQueryHandler<GetMeQuery, UserProfile>
{
    public async Task<Result<UserProfile>> Handle(GetMeQuery query, CancellationToken ct) => await UserProfile.ReadAsync(db, query.User, ct);
}
