using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Simulators.Lwa;

/// <summary>The client credentials of a token request, from the form or from HTTP Basic, never both (RFC 6749 §2.3).</summary>
internal sealed class ClientCredentials(SimulatorOptions options)
{
    public TokenError? Check(HttpRequest request, IFormCollection form)
    {
        var basic = AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            && header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? header.Parameter ?? "" : null;
        if (basic is not null && form.ContainsKey("client_secret")) return TokenError.TwoCredentials;
        if (basic is not null) return Decode(basic) is var (id, secret) && AreRight(id, secret) ? null : TokenError.InvalidClient;

        if (string.IsNullOrEmpty(form["client_id"])) return TokenError.Missing("client_id");
        if (string.IsNullOrEmpty(form["client_secret"])) return TokenError.Missing("client_secret");
        return AreRight(form["client_id"].ToString(), form["client_secret"].ToString()) ? null : TokenError.InvalidClient;
    }

    private bool AreRight(string id, string secret) =>
        id == options.ClientId
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(options.ClientSecret));

    private static (string Id, string Secret)? Decode(string basic)
    {
        var bytes = new byte[basic.Length];
        if (!Convert.TryFromBase64String(basic, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair.Length == 2 ? (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])) : null;
    }
}
