namespace Accounts.Domain.Accounts;

/// <summary>
/// An ads account's identity in one country. Ids are text, because Amazon's profile ids exceed the safe range of a JSON number.
/// </summary>
public sealed record AlternateId(string CountryCode, string? ProfileId, string? EntityId)
{
    /// <summary>
    /// Amazon normally sends profile id and entity id as two entries of the same country; they are merged into one.
    /// Source: Advertising Accounts 3.0, <c>POST /adsAccounts/list</c>.
    /// </summary>
    public static IReadOnlyList<AlternateId> MergePerCountry(IEnumerable<AlternateId> entries) =>
    [
        .. entries.GroupBy(e => e.CountryCode, StringComparer.Ordinal).SelectMany(country => Merge([.. country])),
    ];

    /// <summary>
    /// A country with several profiles keeps them all. Each is paired with the entity at the same position, if there is one.
    /// </summary>
    private static IEnumerable<AlternateId> Merge(AlternateId[] entries)
    {
        var whole = entries.Where(e => e is { ProfileId: not null, EntityId: not null });
        var profiles = entries.Where(e => e is { ProfileId: not null, EntityId: null }).ToArray();
        var entities = entries.Where(e => e is { ProfileId: null, EntityId: not null }).ToArray();
        var country = entries[0].CountryCode;

        var paired = Enumerable.Range(0, Math.Max(profiles.Length, entities.Length)).Select(i =>
            new AlternateId(country, profiles.ElementAtOrDefault(i)?.ProfileId, entities.ElementAtOrDefault(i)?.EntityId));
        return whole.Concat(paired).Distinct();
    }
}
