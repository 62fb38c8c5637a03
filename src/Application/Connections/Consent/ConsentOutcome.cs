using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Consent;

/// <summary>Stores the outcome of a consent, a connection or a failure, in one transaction with its audit row.</summary>
internal sealed class ConsentOutcome(ConnectionStore store, ILoginWithAmazon amazon, ITokenCipher cipher)
{
    private const string EventType = "connection.connect";

    public async Task<Error> RefusedAsync(Error error)
    {
        await store.SaveAsync(AuditEvent.Failure(EventType, error));
        return error;
    }

    /// <summary>
    /// The response is the same for every invalid state. The audit log of the user who started the flow contains the reason.
    /// </summary>
    public async Task<Error> UnusableAsync(UnusableAttempt attempt)
    {
        var reason = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = attempt.Reason };
        await store.SaveAsync(AuditEvent.Failure(EventType, ConnectionErrors.InvalidState) with { Metadata = reason });
        return ConnectionErrors.InvalidState;
    }

    public async Task<Result<ConnectionId>> ExchangeAsync(AuthorizationAttempt attempt, Secret code, string? scope, CancellationToken ct)
    {
        if (!cipher.TryUnprotect(attempt.CodeVerifier, TokenBinding.CodeVerifier(attempt.User), out var verifier))
            return await RefusedAsync(ConnectionErrors.InvalidState);

        var issued = await amazon.ExchangeAsync(attempt.Region, code, verifier, ct);
        if (!issued.Succeeded) return await RefusedAsync(issued.Error);
        if (issued.Value.Refresh is null) return await RefusedAsync(ConnectionErrors.ExchangeFailed);

        return await store.EstablishAsync(
            attempt, connection => issued.Value.Protect(cipher, attempt.User, connection, attempt.ConsumedAt, scope), EventType);
    }
}
