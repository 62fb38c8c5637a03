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

        return new RemoteProfiles([.. profiles.Values], skipped, wire.GetArrayLength() < ProfileWire.MaxProfiles);
    }

    /// <summary>Unites a full answer with the answers for each type, which are complete if no filter misses a type that occurs.</summary>
    public static RemoteProfiles Unite(RemoteProfiles all, IReadOnlyList<RemoteProfiles> byType)
    {
        RemoteProfile[] united = [.. byType.Append(all).SelectMany(p => p.Profiles).DistinctBy(p => p.Id, StringComparer.Ordinal)];
        var complete = byType.All(p => p.Complete) && united.All(p => ProfileWire.Types.Contains(p.Type));
        return new RemoteProfiles(united, Math.Max(all.Skipped, byType.Sum(p => p.Skipped)), complete);
    }

    private static RemoteProfile? ToProfile(ProfileWire wire) => wire.ProfileId.Digits() is not { } id ? null : new RemoteProfile(
        id, wire.CountryCode.Country(), wire.CurrencyCode.Clean(), wire.Timezone.Clean(), wire.MarketplaceId.Clean(),
        wire.Type.Clean()?.ToLowerInvariant(), wire.SubType.Clean(),
        wire.Id.Clean(), wire.Name.Clean(), ToFlag(wire.ValidPaymentMethod));

    private static bool? ToFlag(JsonElement flag) => flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
