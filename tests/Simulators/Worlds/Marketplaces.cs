using static Accounts.Simulators.Worlds.AdsRegion;

namespace Accounts.Simulators.Worlds;

/// <summary>A country in which Amazon Ads is available, with Amazon's country code (<c>UK</c>, not <c>GB</c>).</summary>
public sealed record Marketplace(string CountryCode, AdsRegion Region, string Currency, string TimeZone, string MarketplaceId);

public static class Marketplaces
{
    /// <summary>Source: countryCode, currencyCode and timezone tables of Profiles 3.0, and "Marketplace IDs" of SP-API.</summary>
    public static IReadOnlyList<Marketplace> All { get; } =
    [
        new("US", Na, "USD", "America/Los_Angeles", "ATVPDKIKX0DER"),
        new("CA", Na, "CAD", "America/Los_Angeles", "A2EUQ1WTGCTBG2"),
        new("MX", Na, "MXN", "America/Los_Angeles", "A1AM78C64UM0Y8"),
        new("BR", Na, "BRL", "America/Sao_Paulo", "A2Q3Y263D00KWC"),
        new("UK", Eu, "GBP", "Europe/London", "A1F83G8C2ARO7P"),
        new("DE", Eu, "EUR", "Europe/Paris", "A1PA6795UKMFR9"),
        new("FR", Eu, "EUR", "Europe/Paris", "A13V1IB3VIYZZH"),
        new("ES", Eu, "EUR", "Europe/Paris", "A1RKKUPIHCS9HS"),
        new("IT", Eu, "EUR", "Europe/Paris", "APJ6JRA9NG5V4"),
        new("NL", Eu, "EUR", "Europe/Amsterdam", "A1805IZSGTT6HS"),
        new("BE", Eu, "EUR", "Europe/Brussels", "AMEN7PMS3EDWL"),
        new("IE", Eu, "EUR", "Europe/Dublin", "A28R8C7NBKEWEA"),
        new("SE", Eu, "SEK", "Europe/Stockholm", "A2NODRKZP88ZB9"),
        new("PL", Eu, "PLN", "Europe/Warsaw", "A1C3SOZRARQ6R3"),
        new("TR", Eu, "TRY", "Europe/Istanbul", "A33AVAJ2PDY3EV"),
        new("AE", Eu, "AED", "Asia/Dubai", "A2VIGQ35RCS4UG"),
        new("SA", Eu, "SAR", "Asia/Riyadh", "A17E79C6D8DWNP"),
        new("EG", Eu, "EGP", "Africa/Cairo", "ARBP9OOSHTCHU"),
        new("IN", Eu, "INR", "Asia/Kolkata", "A21TJRUUN4KGV"),
        new("ZA", Eu, "ZAR", "Africa/Johannesburg", "AE08WJ6YKNBMC"),
        new("JP", Fe, "JPY", "Asia/Tokyo", "A1VC38T7YXB528"),
        new("AU", Fe, "AUD", "Australia/Sydney", "A39IBJ37TRP1C6"),
        new("SG", Fe, "SGD", "Asia/Singapore", "A19VAU5U5O7RUS"),
    ];
}
