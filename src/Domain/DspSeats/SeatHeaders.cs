namespace Accounts.Domain.DspSeats;

/// <summary>
/// Which headers a call for seats has besides the advertiser's id. No document says what Amazon requires, and it differs between advertisers:
/// the service learns it.
/// </summary>
public enum SeatHeaders
{
    /// <summary>The agency's profile and its entity.</summary>
    ProfileAndEntity,

    /// <summary>The agency's entity.</summary>
    Entity,

    /// <summary>The agency's profile.</summary>
    Profile,

    /// <summary>The advertiser alone.</summary>
    Advertiser,
}

public static class SeatHeaderRules
{
    /// <summary>The combinations to try, in order: the one that Amazon accepted last, then those with the most headers.</summary>
    public static IReadOnlyList<SeatHeaders> ToTry(SeatHeaders? accepted, bool hasProfile, bool hasEntity)
    {
        var possible = Enum.GetValues<SeatHeaders>()
            .Where(headers => (hasProfile || !headers.IncludesProfile()) && (hasEntity || !headers.IncludesEntity()));
        return [.. possible.OrderByDescending(headers => headers == accepted)];
    }

    public static bool IncludesProfile(this SeatHeaders headers) => headers is SeatHeaders.ProfileAndEntity or SeatHeaders.Profile;

    public static bool IncludesEntity(this SeatHeaders headers) => headers is SeatHeaders.ProfileAndEntity or SeatHeaders.Entity;
}
