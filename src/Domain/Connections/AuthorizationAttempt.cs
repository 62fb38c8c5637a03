using Accounts.Domain.Common;

namespace Accounts.Domain.Connections;

/// <summary>One authorization flow, as it was when its state was consumed.</summary>
/// <param name="User">Who started it.</param>
/// <param name="Region">Whose consent and token hosts it uses; never taken from the redirect.</param>
/// <param name="Connection">The connection to replace, or null for a new one.</param>
/// <param name="ReturnTo">Where the browser goes afterwards: a relative path, or null for the default.</param>
/// <param name="CodeVerifier">PKCE's secret half, encrypted.</param>
/// <param name="ConsumedAt">The database's time of consumption.</param>
public sealed record AuthorizationAttempt(
    UserId User,
    string SessionId,
    Region Region,
    ConnectionId? Connection,
    string? ReturnTo,
    ProtectedToken CodeVerifier,
    DateTimeOffset ConsumedAt);
