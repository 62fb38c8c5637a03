using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class PageCursors(Database database, ITokenCipher cipher) : IPageCursors
{
    /// <summary>As long as a page token is valid.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public async Task<string> KeepAsync(UserId user, ConnectionId connection, string cursor, CancellationToken ct)
    {
        var handle = Guid.CreateVersion7();
        var encrypted = cipher.Protect(Secret.From(cursor), Binding(user, connection));
        await database.ExecuteAsync(Identity.Of(user),
            $"insert into accounts_internal.page_cursors (id, user_id, cursor) values ({handle}, {user.Value}, {encrypted.Ciphertext})", ct);
        return handle.ToString("N");
    }

    public async Task<string?> FindAsync(UserId user, ConnectionId connection, string handle, CancellationToken ct)
    {
        var rows = await database.QueryAsync(Identity.Of(user), $"""
            select cursor from accounts_internal.page_cursors where id = {Guid.ParseExact(handle, "N")}
              and created_at > app.now() - {Lifetime}::interval
            """, row => row.GetString(0), ct);
        return rows is [var encrypted] && cipher.TryUnprotect(new ProtectedToken(encrypted), Binding(user, connection), out var cursor)
            ? cursor.Reveal() : null;
    }

    public Task SweepAsync(CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.sweep_page_cursors({Lifetime}::interval)", ct);

    private static TokenBinding Binding(UserId user, ConnectionId connection) => TokenBinding.Cursor(user, connection, "page");
}
