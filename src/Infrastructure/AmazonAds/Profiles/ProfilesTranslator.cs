using System.Text.Json;
using Accounts.Application.Profiles;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Profiles;

/// <summary>An answer of the wrong shape is refused whole, a profile of the wrong shape is left out alone.</summary>
internal static class ProfilesTranslator
{
    public static RemoteProfiles ToProfiles(JsonElement wire)
    {
        if (wire.ValueKind != JsonValueKind.Array) throw new AmazonContractException("the profiles are not a list");

        var profiles = new Dictionary<string, RemoteProfile>(StringComparer.Ordinal);
        var skipped = 0;
        foreach (var entry in wire.EnumerateArray())
        {
            if (ToProfile(new ProfileWire(entry)) is { } profile) profiles[profile.Id] = profile;
            else skipped++;
        }

        return new RemoteProfiles([.. profiles.Values], skipped);
    }

    private static RemoteProfile? ToProfile(ProfileWire wire) => wire.ProfileId.Digits() is not { } id ? null : new RemoteProfile(
        id, wire.CountryCode.Country(), wire.CurrencyCode.Clean(), wire.Timezone.Clean(), wire.MarketplaceId.Clean(), wire.Type.Clean()?.ToLowerInvariant(), wire.SubType.Clean(),
        wire.Id.Clean(), wire.Name.Clean(), ToFlag(wire.ValidPaymentMethod));

    private static bool? ToFlag(JsonElement flag) => flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
