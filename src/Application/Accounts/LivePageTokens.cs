using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>
/// The page tokens of live listings. Each contains a connection and Amazon's own token, or a handle of it: Amazon's may have 6,000 characters, and
/// an address must stay far below the limit that servers and proxies have.
/// </summary>
internal sealed class LivePageTokens(IPageTokens tokens, IPageCursors cursors)
{
    private const int LongestInline = 1_000;
    private const char Inline = '|';
    private const char Handle = '#';

    public async Task<string> IssueAsync(UserId user, string filters, LivePosition position, CancellationToken ct)
    {
        var cursor = position.Cursor ?? "";
        var place = cursor.Length <= LongestInline ? Inline + cursor : Handle + await cursors.KeepAsync(user, position.Connection, cursor, ct);
        return tokens.Issue(user, filters, $"{position.Connection.Value:N}{place}");
    }

    public async Task<Result<LivePosition>> ReadAsync(UserId user, string filters, string token, CancellationToken ct)
    {
        var position = tokens.Read(user, filters, token);
        if (!position.Succeeded) return position.Error;

        var connection = new ConnectionId(Guid.ParseExact(position.Value[..32], "N"));
        var place = position.Value[33..];
        if (position.Value[32] == Inline) return new LivePosition(connection, place.Length == 0 ? null : place);

        return await cursors.FindAsync(user, connection, place, ct) is { } cursor
            ? new LivePosition(connection, cursor) : AccountErrors.InvalidPageToken;
    }
}

/// <param name="Cursor">Amazon's page token; null for the first page.</param>
internal sealed record LivePosition(ConnectionId Connection, string? Cursor);
