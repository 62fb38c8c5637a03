using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>Opaque tokens for the next page: encrypted, bound to the user and to the filters, valid for a day.</summary>
public interface IPageTokens
{
    /// <param name="filters">The filters that the next request must repeat unchanged.</param>
    /// <param name="position">Where the next page starts.</param>
    string Issue(UserId user, string filters, string position);

    /// <returns>
    /// The position; error <c>page_token.invalid</c> if the token is malformed, expired, or was issued for another user or other filters.
    /// </returns>
    Result<string> Read(UserId user, string filters, string token);
}
