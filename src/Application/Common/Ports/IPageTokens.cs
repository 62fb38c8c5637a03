using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>Opaque tokens for the next page: encrypted, bound to the user and to the filters, valid for a day.</summary>
public interface IPageTokens
{
    /// <param name="filters">Whatever the next request must repeat unchanged.</param>
    /// <param name="position">Where the next page starts.</param>
    string Issue(UserId user, string filters, string position);

    /// <returns>The position; error <c>page_token.invalid</c> for anything wrong, foreign, late, or of other filters.</returns>
    Result<string> Read(UserId user, string filters, string token);
}
