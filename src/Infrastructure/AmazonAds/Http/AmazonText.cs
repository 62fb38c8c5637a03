using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>Amazon's texts and ids in a form that any store takes.</summary>
internal static class AmazonText
{
    public const int MaxLength = 255;

    /// <summary>Clean text that fits; null when nothing is left.</summary>
    public static string? Clean(this JsonElement element, int maxLength = MaxLength) =>
        element.Text() is { } text && CleanText.Of(text, maxLength) is var clean && !string.IsNullOrWhiteSpace(clean) ? clean : null;

    /// <summary>The code of a country in this service.</summary>
    public static string? Country(this JsonElement element) => CountryCode.Normalize(element.Clean());

    /// <summary>The digits of a 64-bit id as they came: beyond 2^53 a number would be rounded on its way through most readers.</summary>
    public static string? LongId(this JsonElement id) =>
        id.Text() is { } text ? (CleanText.IsClean(text) ? id.Clean() : null)
        : id.ValueKind == JsonValueKind.Number && (id.TryGetInt64(out _) || id.TryGetUInt64(out _)) ? id.GetRawText()
        : null;

    /// <summary>An id that Amazon spells in letters, digits, dots and dashes; null for anything else.</summary>
    public static string? PlainId(this JsonElement id) =>
        id.Text() is { Length: > 0 and <= MaxLength } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') ? text : null;

    /// <summary>A profile's or DSP advertiser's id: digits, whether they came as a number or as text; null for anything else.</summary>
    public static string? Digits(this JsonElement id) =>
        id.LongId() is { Length: <= 20 } text && text.All(char.IsAsciiDigit) ? text : null;
}
