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
            if (entry.ManagerAccountId.PlainId() is { } id) managers[id] = ToManager(id, entry, ref skipped);
            else skipped++;
        }

        return new RemoteManagerAccounts([.. managers.Values], skipped);
    }

    /// <summary>A link that cannot be read may be one we know: without it the list is not complete.</summary>
    private static RemoteManagerAccount ToManager(string id, ManagerAccountWire wire, ref int skipped)
    {
        var isList = wire.LinkedAccounts.ValueKind is JsonValueKind.Array;
        var entries = wire.LinkedAccounts.Items().Select(l => ToLink(new LinkedAccountWire(l))).ToArray();
        var links = entries.OfType<RemoteLink>().Where(l => l.Key is not null).ToArray();
        skipped += entries.Length - links.Length;
        var absent = wire.LinkedAccounts.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        return new RemoteManagerAccount(id, wire.ManagerAccountName.Clean(), (isList || absent) && entries.Length < ManagersResponse.MaxLinks && links.Length == entries.Length, links);
    }

    private static RemoteLink? ToLink(LinkedAccountWire wire) => wire.AccountType.Clean() is not { } type ? null : new RemoteLink(
        type, wire.AccountId.Clean(), wire.AccountName.Clean(), wire.DspAdvertiserId.Digits(), wire.ProfileId.Digits(), wire.MarketplaceId.Clean());
}
