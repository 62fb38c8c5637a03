using System.Text.Json;
using Accounts.Application.Managers;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Managers;

/// <summary>An answer of the wrong shape is refused whole; a manager account or link of the wrong shape is left out alone.</summary>
internal static class ManagersTranslator
{
    public static RemoteManagerAccounts ToManagers(ManagersResponse wire)
    {
        if (wire.ManagerAccounts.ValueKind != JsonValueKind.Array) throw new AmazonContractException("managerAccounts is not a list");

        var managers = new Dictionary<string, RemoteManagerAccount>(StringComparer.Ordinal);
        var skipped = 0;
        foreach (var entry in wire.ManagerAccounts.EnumerateArray().Select(e => new ManagerAccountWire(e)))
        {
            if (entry.ManagerAccountId.PlainId(ManagerAccountWire.Punctuation) is { } id) managers[id] = ToManager(id, entry, ref skipped);
            else skipped++;
        }

        return new RemoteManagerAccounts([.. managers.Values], skipped);
    }

    /// <summary>
    /// A link that cannot be read may be one we know, and one without a type may be an AMC account: with either, the list is not complete.
    /// </summary>
    private static RemoteManagerAccount ToManager(string id, ManagerAccountWire wire, ref int skipped)
    {
        var entries = wire.LinkedAccounts.Items().Select(l => ToLink(new LinkedAccountWire(l))).ToArray();
        var links = entries.Where(l => l.Key is not null).ToArray();
        skipped += entries.Length - links.Length;
        var isList = wire.LinkedAccounts.ValueKind == JsonValueKind.Array || wire.LinkedAccounts.IsAbsent();
        var complete = isList && entries.Length < ManagersResponse.MaxLinks && entries.All(l => l is { Key: not null, Type: not null });
        return new RemoteManagerAccount(id, wire.ManagerAccountName.Clean(), complete, links);
    }

    private static RemoteLink ToLink(LinkedAccountWire wire) => new(
        wire.AccountType.Clean(), wire.AccountId.Clean(), wire.AccountName.Clean(), wire.DspAdvertiserId.Digits(), wire.ProfileId.Digits(),
        wire.MarketplaceId.Clean());
}
