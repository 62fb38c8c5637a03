using System.Collections.Frozen;

namespace Accounts.Domain.Common;

/// <summary>
/// An Amazon marketplace: the region, currency and time zone of a country. Country codes are those of <see cref="CountryCode"/>.
/// Source: Amazon Ads API overview (regions), profiles specification (currency, timezone), Selling Partner API "Marketplace IDs".
/// </summary>
public sealed record Marketplace(string Country, string Id, string Name, Region Region, string Currency, string Timezone)
{
    public static IReadOnlyList<Marketplace> All { get; } =
    [
        new("US", "ATVPDKIKX0DER", "United States", Region.NA, "USD", "America/Los_Angeles"),
        new("CA", "A2EUQ1WTGCTBG2", "Canada", Region.NA, "CAD", "America/Los_Angeles"),
        new("MX", "A1AM78C64UM0Y8", "Mexico", Region.NA, "MXN", "America/Los_Angeles"),
        new("BR", "A2Q3Y263D00KWC", "Brazil", Region.NA, "BRL", "America/Sao_Paulo"),
        new("GB", "A1F83G8C2ARO7P", "United Kingdom", Region.EU, "GBP", "Europe/London"),
        new("FR", "A13V1IB3VIYZZH", "France", Region.EU, "EUR", "Europe/Paris"),
        new("IT", "APJ6JRA9NG5V4", "Italy", Region.EU, "EUR", "Europe/Paris"),
        new("ES", "A1RKKUPIHCS9HS", "Spain", Region.EU, "EUR", "Europe/Paris"),
        new("DE", "A1PA6795UKMFR9", "Germany", Region.EU, "EUR", "Europe/Paris"),
        new("NL", "A1805IZSGTT6HS", "Netherlands", Region.EU, "EUR", "Europe/Amsterdam"),
        new("BE", "AMEN7PMS3EDWL", "Belgium", Region.EU, "EUR", "Europe/Brussels"),
        new("IE", "A28R8C7NBKEWEA", "Ireland", Region.EU, "EUR", "Europe/Dublin"),
        new("SE", "A2NODRKZP88ZB9", "Sweden", Region.EU, "SEK", "Europe/Stockholm"),
        new("PL", "A1C3SOZRARQ6R3", "Poland", Region.EU, "PLN", "Europe/Warsaw"),
        new("TR", "A33AVAJ2PDY3EV", "Turkey", Region.EU, "TRY", "Europe/Istanbul"),
        new("AE", "A2VIGQ35RCS4UG", "United Arab Emirates", Region.EU, "AED", "Asia/Dubai"),
        new("SA", "A17E79C6D8DWNP", "Saudi Arabia", Region.EU, "SAR", "Asia/Riyadh"),
        new("EG", "ARBP9OOSHTCHU", "Egypt", Region.EU, "EGP", "Africa/Cairo"),
        new("IN", "A21TJRUUN4KGV", "India", Region.EU, "INR", "Asia/Kolkata"),
        new("ZA", "AE08WJ6YKNBMC", "South Africa", Region.EU, "ZAR", "Africa/Johannesburg"),
        new("JP", "A1VC38T7YXB528", "Japan", Region.FE, "JPY", "Asia/Tokyo"),
        new("AU", "A39IBJ37TRP1C6", "Australia", Region.FE, "AUD", "Australia/Sydney"),
        new("SG", "A19VAU5U5O7RUS", "Singapore", Region.FE, "SGD", "Asia/Singapore"),
    ];

    private static readonly FrozenDictionary<string, Marketplace> ByCountry = All.ToFrozenDictionary(m => m.Country, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Marketplace> ById = All.ToFrozenDictionary(m => m.Id, StringComparer.Ordinal);

    /// <summary>The marketplace with this id, or null if it is unknown.</summary>
    public static Marketplace? OfId(string? id) => id is null ? null : ById.GetValueOrDefault(id);

    public static string? NameOf(string? id) => OfId(id)?.Name;

    /// <summary>The marketplace of a country in any spelling, or null if it is unknown.</summary>
    public static Marketplace? OfCountry(string? country) => country is null ? null : ByCountry.GetValueOrDefault(CountryCode.Normalize(country));
}
