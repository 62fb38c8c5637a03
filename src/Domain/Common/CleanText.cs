using System.Buffers;
using System.Text;

namespace Accounts.Domain.Common;

/// <summary>
/// External text in a form that every store and client accepts: without control characters (PostgreSQL refuses NUL) and without unpaired
/// surrogates (no encoding of Unicode contains them).
/// </summary>
public static class CleanText
{
    /// <summary>Whether the text can be stored unchanged.</summary>
    public static bool IsClean(string text) => ReferenceEquals(Of(text), text);

    /// <summary>The text without what cannot be stored, truncated without splitting a surrogate pair; the same object if nothing is
    /// removed.</summary>
    public static string Of(string text, int maxLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        int used;
        for (var rest = text.AsSpan(); rest.Length > 0; rest = rest[used..])
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out used) != OperationStatus.Done || Rune.IsControl(rune)) continue;
            if (clean.Length + used > maxLength) break;
            clean.Append(rest[..used]);
        }

        return clean.Length == text.Length ? text : clean.ToString();
    }
}
