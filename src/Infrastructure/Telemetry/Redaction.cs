using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>
/// The last net under logs and traces. Secrets have types that cannot be printed; what gets past those is known here by its looks or its name.
/// Text without any sign of a secret, which is nearly all of it, is looked through once and stays the same object.
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

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range('\0', 0xA0).Select(c => (char)c).Where(char.IsControl)]);

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "proxy-authorization", "cookie", "set-cookie", "svix-signature", "access_token", "refresh_token", "client_secret", "code_verifier",
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

    /// <summary>As one line of text, so that nobody can write a second one into a log.</summary>
    public static string Line(string text) => Escaped(Text(text));

    /// <summary>A named value of a log entry or a tag of a trace. What is no text and prints nothing suspicious stays what it is.</summary>
    public static object? Value(string name, object? value)
    {
        if (value is null or bool or int or long or double or Guid or DateTimeOffset or TimeSpan or Enum) return value;
        if (IsSecret(name)) return Mask;
        if (value.ToString() is not { } text) return value;

        var line = Line(text);
        return ReferenceEquals(line, text) ? value : line;
    }

    /// <summary>An address without its query, whatever is in that: no list of names is ever complete.</summary>
    public static string WithoutQuery(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return Line(query < 0 ? address : $"{address[..query]}?{Mask}");
    }

    /// <summary>SQL without the id of the user whose rows it sees.</summary>
    public static string WithoutUser(string sql) => UserSetting().Replace(Line(sql), $"${{kept}}'{Mask}'");

    /// <summary>Names as they are on the wire. Our own placeholders are capitalized: <c>{Code}</c> is the code of an error.</summary>
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

    [GeneratedRegex(@"(?<kept>app\.user_id\s*=\s*)'[^']*'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserSetting();

    [GeneratedRegex(
        """
          Atz[ar] (\||%7C) [\w+/=%-]+                                     # Amazon's access and refresh tokens
        | (?<![A-Za-z]) eyJ [\w-]+ \. [\w-]+ \. [\w-]*                    # signed tokens
        | gAAAAA [\w-]{20,} (=|%3D)*                                      # what our keys have encrypted, in either envelope
        | \b v2 \. [\w-]+ \. [\w-]{20,} =*
        | (whsec_|sk_live_|sk_test_) [^\s"'<>&]+                          # Clerk's keys
        | (?i: (?<kept> \b (authorization|proxy-authorization|cookie|set-cookie|svix-signature) ["']?\s*[:=]\s* )) [^\r\n]+
        | (?<kept> (access_token|refresh_token|client_secret|code_verifier|encrypted_\w+) (["']\s*:|\s*=) \s*["']? ) [^\s&"',;}]+
        | (?<kept> \? ) [^\s"'<>?]* (?i: X-Amz- | X-Goog- | AWSAccessKeyId | Signature= | \bsig= ) [^\s"'<>]*    # addresses that are signed
        | (?<kept> (^|[?&]) (code|state)= ) [^\s&"'<>]+                   # in a query or a form; elsewhere these are plain words
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secrets();
}
