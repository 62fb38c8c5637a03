using Accounts.Domain.Common;

namespace Accounts.Domain.Connections;

/// <summary>An authorization flow whose state has been consumed.</summary>
/// <param name="User">The user who started the flow.</param>
/// <param name="Region">The region whose consent and token hosts are used. Never taken from the redirect.</param>
/// <param name="Connection">The connection to replace, or null for a new one.</param>
/// <param name="ReturnTo">The relative path that the browser is redirected to, or null for the default.</param>
/// <param name="CodeVerifier">The encrypted PKCE code verifier.</param>
/// <param name="ConsumedAt">When the state was consumed, by the database's clock.</param>
public sealed record AuthorizationAttempt(
    UserId User,
    string SessionId,
    Region Region,
    ConnectionId? Connection,
    string? ReturnTo,
    ProtectedToken CodeVerifier,
    DateTimeOffset ConsumedAt);
