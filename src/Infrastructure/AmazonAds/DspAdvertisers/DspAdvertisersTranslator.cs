using System.Text.Json;
using Accounts.Application.DspAdvertisers;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.DspAdvertisers;

/// <summary>A page of the wrong shape is refused whole, an advertiser of the wrong shape is left out alone.</summary>
internal static class DspAdvertisersTranslator
{
    public static RemoteAdvertiserPage ToPage(AdvertisersResponse wire, int start)
    {
        var total = Total(wire.TotalResults);
        var isLeftOut = total == 0 && wire.Response.IsAbsent();
        if (wire.Response.ValueKind != JsonValueKind.Array && !isLeftOut) throw new AmazonContractException("response is not a list");

        var advertisers = new Dictionary<string, RemoteAdvertiser>(StringComparer.Ordinal);
        var entries = isLeftOut ? 0 : wire.Response.GetArrayLength();
        var skipped = 0;
        foreach (var entry in wire.Response.Items())
        {
            if (ToAdvertiser(new AdvertiserWire(entry)) is { } advertiser) advertisers[advertiser.Id] = advertiser;
            else skipped++;
        }

        // An empty page before the end would be asked for again for ever.
        if (entries == 0 && start < total) throw new AmazonContractException("a page before the last is empty");
        var isLast = total is { } known ? start + entries >= known : entries < AdvertisersResponse.PageSize;
        return new RemoteAdvertiserPage([.. advertisers.Values], isLast ? null : start + entries, skipped);
    }

    /// <summary>Null if Amazon left it out: its document requires no member.</summary>
    private static int? Total(JsonElement total) =>
        total.IsAbsent() ? null
        : total.ValueKind == JsonValueKind.Number && total.TryGetInt32(out var number) ? number
        : throw new AmazonContractException("totalResults is not a number");

    public static RemoteAdvertiser ToAdvertiser(JsonElement wire) =>
        ToAdvertiser(new AdvertiserWire(wire)) ?? throw new AmazonContractException("the advertiser has no usable id");

    private static RemoteAdvertiser? ToAdvertiser(AdvertiserWire wire) => wire.AdvertiserId.Digits() is not { } id ? null : new RemoteAdvertiser(
        id, wire.Name.Clean() ?? id, wire.Country.Country(), wire.Currency.Clean(), wire.Timezone.Clean());
}
