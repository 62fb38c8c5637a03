using System.Text.Json;
using System.Text.Unicode;

namespace Accounts.Application.Common;

/// <summary>
/// JSON from outside. Valid JSON may escape half of a surrogate pair (<c>"\ud83d"</c>), in names and in values, and reading it as text would throw.
/// </summary>
public static class ExternalJson
{
    private const int EscapeLength = 6;

    /// <returns>False if the bytes are not UTF-8 or not JSON.</returns>
    public static bool TryParse(ReadOnlySpan<byte> json, out JsonElement parsed)
    {
        parsed = default;
        if (!Utf8.IsValid(json)) return false;

        try
        {
            parsed = JsonElement.Parse(Readable(json));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>
    /// The same JSON with the escape of NUL for every unpaired surrogate: <see cref="Domain.Common.CleanText"/> removes it from text, and no
    /// name or id contains it, so that two ids cannot become one.
    /// </summary>
    public static ReadOnlySpan<byte> Readable(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return json;

        var readable = json.ToArray();
        var at = 0;
        while (readable.AsSpan(at).IndexOf((byte)'\\') is >= 0 and var next)
        {
            at += next;
            var unit = Escaped(readable.AsSpan(at));
            if (unit is null)
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(unit.Value) && Escaped(readable.AsSpan(at + EscapeLength)) is { } low && char.IsLowSurrogate(low))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit.Value)) "0000"u8.CopyTo(readable.AsSpan(at + 2));
                at += EscapeLength;
            }

            if (at >= readable.Length) break;
        }

        return readable;
    }

    /// <summary>The UTF-16 unit that is escaped here; null for another escape or none.</summary>
    private static char? Escaped(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json.StartsWith("\\u"u8)
        && ushort.TryParse(json[2..EscapeLength], System.Globalization.NumberStyles.AllowHexSpecifier, provider: null, out var unit)
        ? (char)unit : null;
}
