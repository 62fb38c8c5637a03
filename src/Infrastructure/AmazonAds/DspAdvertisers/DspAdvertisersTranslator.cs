using System.Text.Json;
using Accounts.Application.DspAdvertisers;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.DspAdvertisers;

/// <summary>A page of the wrong shape is refused whole, an advertiser of the wrong shape is left out alone.</summary>
internal static class DspAdvertisersTranslator
{
    public static RemoteAdvertiserPage ToPage(AdvertisersResponse wire, int start)
    {
        if (wire.Response.ValueKind != JsonValueKind.Array) throw new AmazonContractException("response is not a list");
        if (wire.TotalResults.ValueKind != JsonValueKind.Number || !wire.TotalResults.TryGetInt32(out var total)) throw new AmazonContractException("totalResults is not a number");

        var advertisers = new Dictionary<string, RemoteAdvertiser>(StringComparer.Ordinal);
        var entries = wire.Response.GetArrayLength();
        var skipped = 0;
        foreach (var entry in wire.Response.EnumerateArray())
        {
            if (ToAdvertiser(new AdvertiserWire(entry)) is { } advertiser) advertisers[advertiser.Id] = advertiser;
            else skipped++;
        }

        // An empty page before the end would be asked for again for ever.
        if (entries == 0 && start < total) throw new AmazonContractException("a page before the last is empty");
        return new RemoteAdvertiserPage([.. advertisers.Values], start + entries < total ? start + entries : null, skipped);
    }

    public static RemoteAdvertiser ToAdvertiser(JsonElement wire) =>
        ToAdvertiser(new AdvertiserWire(wire)) ?? throw new AmazonContractException("the advertiser has no usable id");

    private static RemoteAdvertiser? ToAdvertiser(AdvertiserWire wire) => wire.AdvertiserId.Digits() is not { } id ? null : new RemoteAdvertiser(
        id, wire.Name.Clean() ?? id, wire.Country.Country(), wire.Currency.Clean(), wire.Timezone.Clean());
}
