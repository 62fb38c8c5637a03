using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Accounts.Simulators.Lwa;

namespace Accounts.TestKit.Harness;

/// <summary>
/// Reads every output of a service and reports each secret in it: its kind and its output, but never its value. Secrets with a known format
/// are found immediately. The others are found at the end, when the issued secrets are known: every word that could be a secret is kept
/// until then.
/// </summary>
public sealed partial class Canary
{
    /// <summary>The length of an authorization code of Amazon; no secret is shorter.</summary>
    private const int Shortest = 20;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> LettersOfIds = SearchValues.Create("0123456789abcdefABCDEF-");
    private static readonly SearchValues<string> Signs =
        SearchValues.Create(["Atza", "Atzr", "eyJ", "gAAAAA", "v2.", "whsec_", "Signature="], StringComparison.Ordinal);

    private readonly ConcurrentDictionary<string, string> _words = [];
    private readonly ConcurrentDictionary<string, string> _leaks = [];
    private readonly ConcurrentQueue<IssuedSecret> _expected = [];

    /// <summary>Secrets that the service issued to a caller and that may appear nowhere else.</summary>
    public IReadOnlyCollection<IssuedSecret> Expected => _expected;

    /// <param name="way">How it left, in words that may be shown.</param>
    /// <param name="text">What left.</param>
    public void Read(string way, string? text)
    {
        if (text is null || text.Length < Shortest) return;

        if (text.AsSpan().ContainsAny(Signs))
            foreach (Match match in LooksSecret().Matches(text)) _leaks.TryAdd($"{KindOf(match)} in {way}", way);
        KeepWords(way, text);
    }

    /// <summary>
    /// Reads a response of the API. Two kinds of secrets are in responses by contract: the state and the browser cookie at the start of an
    /// authorization flow, which must appear nowhere else; and page tokens, which are ciphertext by design.
    /// </summary>
    public void ReadAnswer(HttpRequestMessage request, ApiAnswer answer)
    {
        var path = request.RequestUri!.AbsolutePath;
        var way = $"an answer to {request.Method} {Id().Replace(path, "{id}")}";
        var startsJourney = (path == "/api/v1/auth/amazon/login" || path.StartsWith("/api/v1/auth/amazon/connect/user_", StringComparison.Ordinal))
            && answer.Status == HttpStatusCode.OK;
        if (startsJourney) Expect(answer);
        else Read(way, PageToken().Replace(answer.Text, ""));

        foreach (var (name, value) in answer.Headers)
            if (name != "Set-Cookie") Read(way, value);
    }

    /// <summary>Returns the occurrences of these secrets and of every value with the format of a secret.</summary>
    public IReadOnlyList<string> LeaksOf(IEnumerable<IssuedSecret> secrets)
    {
        var words = _words.ToArray();
        var found =
            from secret in secrets
            let core = CoreOf(secret.Text)
            where core.Length >= Shortest
            from word in words
            where word.Key.Length >= core.Length && word.Key.Contains(core, StringComparison.Ordinal)
            select $"{secret.Kind} in {word.Value}";
        return [.. _leaks.Keys.Concat(found).Distinct().Order(StringComparer.Ordinal)];
    }

    private void Expect(ApiAnswer started)
    {
        _expected.Enqueue(new IssuedSecret("a state",
            System.Web.HttpUtility.ParseQueryString(new Uri(started.Json.GetProperty("auth_url").GetString()!).Query)["state"]!));
        _expected.Enqueue(new IssuedSecret("a browser's secret", started.Headers["Set-Cookie"].Split(';')[0].Split('=')[1]));
    }

    private void KeepWords(string way, string text)
    {
        var known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = text.AsSpan(); rest.IndexOfAny(Letters) is >= 0 and var start;)
        {
            rest = rest[start..];
            var end = rest.IndexOfAnyExcept(Letters) is >= 0 and var found ? found : rest.Length;
            var word = rest[..end];
            if (word.Length >= Shortest && word.ContainsAnyExcept(LettersOfIds)) known.TryAdd(word, way);
            rest = rest[end..];
        }
    }

    /// <summary>The longest part that no escaping changes.</summary>
    private static string CoreOf(string secret) => Separators().Split(secret).MaxBy(part => part.Length) ?? "";

    private static string KindOf(Match match) => match.Groups.Values.Skip(1).First(group => group.Success).Name.Replace('_', ' ');

    [GeneratedRegex(
        """
          Atza(\||%7C)(?<an_access_token>[\w+=-]{16,})
        | Atzr(\||%7C)(?<a_refresh_token>[\w+=-]{16,})
        | (?<![A-Za-z])(?<a_signed_token>eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,})
        | (?<ciphertext>gAAAAA[\w-]{20,}|\bv2\.[\w-]+\.[\w-]{20,})
        | (?<a_webhook_secret>whsec_[\w+/=-]{16,})
        | (?<a_signed_address>(X-Amz-|X-Goog-)?Signature=[\w%+/=-]{8,})
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LooksSecret();

    [GeneratedRegex("\"(next_token|nextToken)\":\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PageToken();

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Id();

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Separators();
}
