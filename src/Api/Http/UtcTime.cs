using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Accounts.Api.Http;

/// <summary>A time in a query, in the format of RFC 3339. Unlike the framework's binding, it accepts no time without an offset, and no other
/// format.</summary>
public readonly partial record struct UtcTime(DateTimeOffset Value) : IParsable<UtcTime>
{
    public static UtcTime Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var time) ? time : throw new FormatException("Expected a time such as 2026-01-31T10:30:00.000Z.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UtcTime result)
    {
        result = default;
        if (s is null || !Rfc3339().IsMatch(s)
            || !DateTimeOffset.TryParse(s, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
        {
            return false;
        }

        result = new UtcTime(time);
        return true;
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9](\.[0-9]{1,7})?(Z|[+-][0-9][0-9]:[0-9][0-9])\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rfc3339();
}
