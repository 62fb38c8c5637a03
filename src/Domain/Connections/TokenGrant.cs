namespace Accounts.Domain.Connections;

/// <summary>Tokens issued by Login with Amazon, encrypted.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">The refresh token; null if the response contains none and the old one stays valid.</param>
/// <param name="ExpiresAt">When the access token expires, by the database's clock.</param>
/// <param name="Scope">The granted scopes, separated by spaces; null if the response contains none.</param>
public sealed record TokenGrant(ProtectedToken Access, ProtectedToken? Refresh, DateTimeOffset ExpiresAt, string? Scope);
