using System.Text.Json;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>Amazon's texts and ids in a form that any store takes.</summary>
internal static class AmazonText
{
    public const int MaxLength = 255;

    /// <summary>
    /// Without control characters (the database refuses NUL), no longer than fits, and never half of a surrogate pair; null when nothing is left.
    /// </summary>
    public static string? Clean(this JsonElement element, int maxLength = MaxLength)
    {
        var text = string.Concat((element.Text() ?? "").Where(c => !char.IsControl(c)));
        if (text.Length > maxLength) text = text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The digits of a 64-bit id as they came: beyond 2^53 a number would be rounded on its way through most readers.</summary>
    public static string? LongId(this JsonElement id) =>
        id.ValueKind != JsonValueKind.Number ? id.Clean()
        : id.TryGetInt64(out _) || id.TryGetUInt64(out _) ? id.GetRawText()
        : null;

    /// <summary>An id that Amazon spells in letters, digits, dots and dashes; null for anything else.</summary>
    public static string? PlainId(this JsonElement id) =>
        id.Text() is { Length: > 0 and <= MaxLength } text && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') ? text : null;

    /// <summary>A profile's or DSP advertiser's id: digits, whether they came as a number or as text; null for anything else.</summary>
    public static string? Digits(this JsonElement id) =>
        id.LongId() is { Length: <= 20 } text && text.All(char.IsAsciiDigit) ? text : null;
}
