using System.Collections.Concurrent;

namespace Accounts.Simulators.AmazonAds;

/// <summary>A token for the acceptance of Amazon's terms. It belongs to the login that asked for it.</summary>
/// <param name="Type">The documented kind of terms; null if the caller named none.</param>
/// <param name="Status">CREATED, ACCEPTED or REDEEMED.</param>
internal sealed record TermsToken(string Login, string? Type, string Status);

/// <summary>One token is for one registration: it is accepted once, and then redeemed once.</summary>
internal sealed class TermsTokens
{
    public const string Created = "CREATED";
    public const string Accepted = "ACCEPTED";
    public const string Redeemed = "REDEEMED";

    /// <summary>The terms of sponsored ads, which a registration needs.</summary>
    public const string Advertising = "ADVERTISING";

    public static readonly string[] Types = [Advertising, "ADSP", "MARKETING_CLOUD", "PARTNER_NETWORK"];

    private readonly ConcurrentDictionary<string, TermsToken> _tokens = new(StringComparer.Ordinal);

    public string Create(string login, string? type)
    {
        var token = Guid.CreateVersion7().ToString();
        _tokens[token] = new TermsToken(login, type, Created);
        return token;
    }

    /// <summary>Returns null for a token that is unknown or belongs to another login.</summary>
    public TermsToken? Find(string token, string login) => _tokens.TryGetValue(token, out var found) && found.Login == login ? found : null;

    /// <summary>The user accepts the terms at Amazon. Returns false if the token is unknown or was accepted before.</summary>
    public bool Accept(string token) => _tokens.TryGetValue(token, out var found) && found.Status == Created
        && _tokens.TryUpdate(token, found with { Status = Accepted }, found);

    /// <summary>Returns false if the token is not an accepted one of this login for sponsored ads.</summary>
    public bool Redeem(string token, string login) => Find(token, login) is { Status: Accepted, Type: null or Advertising } found
        && _tokens.TryUpdate(token, found with { Status = Redeemed }, found);
}
