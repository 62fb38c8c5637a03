using System.Collections.Frozen;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

internal static class MarketplaceNames
{
    private static readonly FrozenDictionary<string, string> ById = Marketplace.All.ToFrozenDictionary(m => m.Id, m => m.Name, StringComparer.Ordinal);

    public static string? Of(string? marketplaceId) => marketplaceId is null ? null : ById.GetValueOrDefault(marketplaceId);
}
