using System.Globalization;
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

    /// <summary>
    /// The digits of a 64-bit id: beyond 2^53 a number would be rounded on its way through most readers. Amazon's documents call some ids a
    /// number, which may be written as <c>7.0</c> or <c>7E0</c>.
    /// </summary>
    public static string? LongId(this JsonElement id) =>
        id.Text() is { } text ? (CleanText.IsClean(text) ? id.Clean() : null)
        : id.ValueKind != JsonValueKind.Number ? null
        : id.TryGetInt64(out _) || id.TryGetUInt64(out _) ? id.GetRawText()
        : id.TryGetDecimal(out var number) && decimal.IsInteger(number) && number is >= 0 and <= long.MaxValue
        ? number.ToString("0", CultureInfo.InvariantCulture)
        : null;

    /// <summary>An id of letters, digits and this punctuation; null for anything else.</summary>
    public static string? PlainId(this JsonElement id, string punctuation = ".-") =>
        id.Text() is { } text && text.IsPlainId(punctuation) ? text : null;

    /// <summary>
    /// By default the pattern of an ads account's id, except that <c>.</c> and <c>..</c> would lead to another path.
    /// Source: Advertising Accounts 3.0, <c>adsAccountId</c>.
    /// </summary>
    public static bool IsPlainId(this string id, string punctuation = ".-") =>
        id.Length <= MaxLength && id.Any(char.IsAsciiLetterOrDigit)
            && id.All(c => char.IsAsciiLetterOrDigit(c) || punctuation.Contains(c, StringComparison.Ordinal));

    /// <summary>A profile's or DSP advertiser's id: digits, whether they came as a number or as text; null for anything else.</summary>
    public static string? Digits(this JsonElement id) =>
        id.LongId() is { } text && text.IsDigits() ? text : null;

    public static bool IsDigits(this string id) => id.Length is > 0 and <= 20 && id.All(char.IsAsciiDigit);
}
