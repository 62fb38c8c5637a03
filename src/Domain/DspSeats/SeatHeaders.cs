namespace Accounts.Domain.DspSeats;

/// <summary>
/// What a call for seats names beside the advertiser. No document says what Amazon requires: it differs between advertisers, and is learned.
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
    /// <summary>The combinations to try, in order: the one that Amazon accepted last, then those that name most.</summary>
    public static IReadOnlyList<SeatHeaders> ToTry(SeatHeaders? accepted, bool hasProfile, bool hasEntity)
    {
        var possible = Enum.GetValues<SeatHeaders>()
            .Where(headers => (hasProfile || !headers.NameProfile()) && (hasEntity || !headers.NameEntity()));
        return [.. possible.OrderByDescending(headers => headers == accepted)];
    }

    public static bool NameProfile(this SeatHeaders headers) => headers is SeatHeaders.ProfileAndEntity or SeatHeaders.Profile;

    public static bool NameEntity(this SeatHeaders headers) => headers is SeatHeaders.ProfileAndEntity or SeatHeaders.Entity;
}
