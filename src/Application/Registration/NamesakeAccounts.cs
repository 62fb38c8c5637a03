using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Registration;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Registration;

/// <summary>
/// Finds the accounts that Amazon lists under the name and country of a registration, except those of other registrations. Amazon's list has
/// no filter.
/// </summary>
internal sealed class NamesakeAccounts(AccessTokens tokens, IAdsAccountsApi amazon, IReadDb db)
{
    private const int PageSize = 100;

    /// <returns>Their ids. Error: the failure of a call; a part of the list proves nothing.</returns>
    public async Task<Result<IReadOnlyList<string>>> ListAsync(AccountRegistration registration, CancellationToken ct)
    {
        var request = registration.Request;
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var from = cursor;
            var page = await tokens.UseAsync(registration.ConnectionId, login =>
                amazon.ListAsync(request.Marketplace.Region, login, from, PageSize, ct), ct);
            if (!page.Succeeded) return page.Error;

            found.AddRange(page.Value.Accounts.Where(a => a.Name == request.AccountName && MayBeIn(a, request.Marketplace))
                .Select(a => a.AmazonAccountId));
            cursor = page.Value.Cursor;
        }
        while (cursor is not null);

        var others = await db.Registrations.Where(r => r.UserId == registration.UserId && r.Id != registration.Id && r.AmazonAccountId != null)
            .Select(r => r.AmazonAccountId!).ToListAsync(ct);
        return found.Except(others, StringComparer.Ordinal).ToArray();
    }

    /// <summary>An account that is being created may have no country yet.</summary>
    private static bool MayBeIn(RemoteAccount account, Marketplace marketplace) =>
        account.CountryCodes.Count == 0 || account.CountryCodes.Any(country => Marketplace.OfCountry(country)?.Id == marketplace.Id);
}
