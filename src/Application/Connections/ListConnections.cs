using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Consent;
using Accounts.Domain.Common;

namespace Accounts.Application.Connections;

public sealed record ListConnectionsQuery(UserId User) : IQuery<ConnectionList>;

public sealed record ConnectionList(IReadOnlyList<ConnectionDetails> Connections);

internal sealed class ListConnectionsHandler(IReadDb db, IConnectionSync sync) : IQueryHandler<ListConnectionsQuery, ConnectionList>
{
    public async Task<Result<ConnectionList>> Handle(ListConnectionsQuery query, CancellationToken ct) =>
        new ConnectionList(await ConnectionDetails.ReadAsync(db, query.User, sync.Interval, ct));
}
