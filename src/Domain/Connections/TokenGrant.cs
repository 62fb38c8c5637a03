namespace Accounts.Domain.Connections;

/// <summary>What Login with Amazon issued, already encrypted.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">The refresh token; null when the answer to a refresh brought none, and the old one stays.</param>
/// <param name="ExpiresAt">When the access token ends, on the database's clock.</param>
/// <param name="Scope">Scopes as granted, space separated; null when the answer did not say.</param>
public sealed record TokenGrant(ProtectedToken Access, ProtectedToken? Refresh, DateTimeOffset ExpiresAt, string? Scope);
