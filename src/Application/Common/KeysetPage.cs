using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Common;

/// <summary>
/// One page of a list that is ordered by a key. The page token holds the position after which the next page starts; it is valid only for the
/// same user and filters.
/// </summary>
internal sealed class KeysetPage(IPageTokens tokens, UserId user, string filters, int size, string? token)
{
    /// <summary>The position after which this page starts; empty for the first page.</summary>
    public Result<string> After => token is null ? Result<string>.Success("") : tokens.Read(user, filters, token);

    /// <summary>One more than the page holds: the extra row shows that another page follows.</summary>
    public int RowsToRead => size + 1;

    /// <param name="read">At most <see cref="RowsToRead"/> rows after the position.</param>
    /// <param name="position">The position of the last row of a page.</param>
    public (T[] Rows, string? NextToken) Of<T>(IReadOnlyCollection<T> read, Func<T[], string> position)
    {
        T[] rows = [.. read.Take(size)];
        return (rows, read.Count > size ? tokens.Issue(user, filters, position(rows)) : null);
    }
}
