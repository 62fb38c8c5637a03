using System.Text.Json.Serialization;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Users;

/// <summary>The session that the request was made with.</summary>
public sealed record GetSessionQuery(UserId User, string? SessionId, string? Impersonator) : IQuery<UserSession>;

/// <param name="Authenticated">Always true; without a session the response is 401.</param>
/// <param name="Impersonator">Who acts as the user, or null. Such a session is read-only.</param>
public sealed record UserSession(bool Authenticated, [property: JsonPropertyName("sessionId")] string? SessionId, string? Impersonator,
    UserProfile User);

internal sealed class GetSessionHandler(IReadDb db) : IQueryHandler<GetSessionQuery, UserSession>
{
    public async Task<Result<UserSession>> Handle(GetSessionQuery query, CancellationToken ct) =>
        new UserSession(Authenticated: true, query.SessionId, query.Impersonator, await UserProfile.ReadAsync(db, query.User, ct));
}
