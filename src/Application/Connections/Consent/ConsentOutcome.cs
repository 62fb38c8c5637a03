using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Consent;

/// <summary>Stores the outcome of a consent, a connection or a failure, in one transaction with its audit row.</summary>
internal sealed class ConsentOutcome(ConnectionStore store, IAuditTrail audit, ILoginWithAmazon amazon, ITokenCipher cipher)
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
        await store.SaveAsync(Invalid(attempt.Reason));
        return ConnectionErrors.InvalidState;
    }

    /// <summary>
    /// A user who is deleted before the flow ends gets no connection: tokens that Amazon has issued are dropped, since it has no call to revoke
    /// them. A connection that was stored before the deletion was revoked by it.
    /// </summary>
    public async Task<Result<T>> UnlessDeletedAsync<T>(Func<Task<Result<T>>> complete)
    {
        try
        {
            return await complete();
        }
        catch (UserDeletedException)
        {
            await audit.RecordOfDeletedUserAsync(Invalid("user_deleted"), CancellationToken.None);
            return ConnectionErrors.InvalidState;
        }
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

    private static AuditEvent Invalid(string reason) => AuditEvent.Failure(EventType, ConnectionErrors.InvalidState) with
    {
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason },
    };
}
