using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>
/// The last line of defence for logs and traces. Secrets have types that cannot be printed; what bypasses them is recognised here by pattern or name.
/// Text without a sign of a secret, which is nearly all text, is scanned once and returned as the same object.
/// </summary>
internal static partial class Redaction
{
    public const string Mask = "[redacted]";

    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "Atza", "Atzr", "eyJ", "gAAAAA", "v2.", "whsec_", "sk_live_", "sk_test_", "authorization", "cookie", "signature", "_token", "_secret",
            "_verifier", "encrypted_", "code=", "state=", "X-Amz-", "X-Goog-", "AWSAccessKeyId", "sig=",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range('\0', 0xA0).Select(c => (char)c).Where(char.IsControl)]);

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "proxy-authorization", "cookie", "set-cookie", "svix-signature", "access_token", "refresh_token", "client_secret",
        "code_verifier",
    };

    public static string Text(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs)) return text;

        try
        {
            return Secrets().Replace(text, $"${{kept}}{Mask}");
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>Returns one line of text, so that input cannot add a line to a log.</summary>
    public static string Line(string text) => Escaped(Text(text));

    /// <summary>
    /// A named value of a log entry, or a tag of a span. A value that is not text and whose text needs no redaction is returned unchanged.
    /// </summary>
    public static object? Value(string name, object? value)
    {
        if (value is null or bool or int or long or double or Guid or DateTimeOffset or TimeSpan or Enum) return value;
        if (IsSecret(name)) return Mask;
        if (value.ToString() is not { } text) return value;

        var line = Line(text);
        return ReferenceEquals(line, text) ? value : line;
    }

    /// <summary>An address without its query, because no list of secret parameter names is complete.</summary>
    public static string WithoutQuery(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return Line(query < 0 ? address : $"{address[..query]}?{Mask}");
    }

    /// <summary>
    /// Matches names as they appear on the wire. Our placeholders are capitalized: <c>{Code}</c> is an error code and is not a secret.
    /// </summary>
    private static bool IsSecret(string name) =>
        SecretNames.Contains(name) || name is "code" or "state" || name.StartsWith("encrypted_", StringComparison.OrdinalIgnoreCase);

    private static string Escaped(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls)) return text;

        var line = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                _ when char.IsControl(c) => line.Append($"\\u{(int)c:x4}"),
                _ => line.Append(c),
            };
        }

        return line.ToString();
    }

    [GeneratedRegex(
        """
          Atz[ar] (\||%7C) [\w+/=%-]+                                     # Amazon's access and refresh tokens
        | (?<![A-Za-z]) eyJ [\w-]+ \. [\w-]+ \. [\w-]*                    # signed tokens
        | gAAAAA [\w-]{20,} (=|%3D)*                                      # what our keys have encrypted, in either envelope
        | \b v2 \. [\w-]+ \. [\w-]{20,} =*
        | (whsec_|sk_live_|sk_test_) [^\s"'<>&]+                          # Clerk's keys
        | (?i: (?<kept> \b (authorization|proxy-authorization|cookie|set-cookie|svix-signature) ["']?\s*[:=]\s* )) [^\r\n]+
        | (?<kept> (access_token|refresh_token|client_secret|code_verifier|encrypted_\w+) (["']\s*:|\s*=) \s*["']? ) [^\s&"',;}]+
        | (?<kept> \? ) [^\s"'<>?]* (?i: X-Amz- | X-Goog- | AWSAccessKeyId | Signature= | \bsig= ) [^\s"'<>]*    # signed addresses
        | (?<kept> (^|[?&]) (code|state)= ) [^\s&"'<>]+                   # in a query or a form; elsewhere these are plain words
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secrets();
}
