using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Consent;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Completes an authorization flow with Amazon's redirect. Every member is untrusted input.</summary>
/// <param name="Code">The authorization code; null if it is absent or malformed.</param>
/// <param name="Scope">The granted scopes, if Amazon sends them.</param>
/// <param name="Denied">Amazon sent an error instead of a code. Its text is never returned.</param>
public sealed record CompleteAuthorizationCommand(Secret? State, Secret? Browser, Secret? Code, string? Scope, string? Denied)
    : ICommand<CompletedAuthorization>;

public sealed record CompletedAuthorization(ConnectionId Connection, string? ReturnTo);

internal sealed class CompleteAuthorizationHandler(
    IAuthorizationAttempts attempts, CurrentUser user, ConsentOutcome outcome, IConnectionSync sync)
    : ICommandHandler<CompleteAuthorizationCommand, CompletedAuthorization>
{
    public async Task<Result<CompletedAuthorization>> Handle(CompleteAuthorizationCommand command, CancellationToken ct)
    {
        if (command.State is not { } state) return ConnectionErrors.InvalidState;
        if (command.Browser is not { } browser || await attempts.ConsumeAsync(state, browser, ct) is not { } attempt)
            return await RefuseAsync(state, ct);
        if (IsOfAnother(attempt.User)) return ConnectionErrors.InvalidState;

        user.Become(attempt.User, attempt.SessionId);
        return await outcome.UnlessDeletedAsync(() => CompleteAsync(command, attempt));
    }

    /// <summary>Amazon's redirect has no sign-in; a form has, and completes only the flows of the signed-in user.</summary>
    private bool IsOfAnother(UserId owner) => user.IsKnown && user.Id != owner;

    private async Task<Result<CompletedAuthorization>> CompleteAsync(CompleteAuthorizationCommand command, AuthorizationAttempt attempt)
    {
        if (command.Denied is { } reason)
        {
            return await outcome.RefusedAsync(reason.Equals("access_denied", StringComparison.OrdinalIgnoreCase)
                ? ConnectionErrors.ConsentDenied : ConnectionErrors.ConsentFailed);
        }

        if (command.Code is not { } code) return await outcome.RefusedAsync(ConnectionErrors.InvalidState);

        // The code works once: a browser that disconnects must not cancel its exchange.
        var connection = await outcome.ExchangeAsync(attempt, code, command.Scope, CancellationToken.None);
        if (!connection.Succeeded) return connection.Error;

        await sync.StartAsync(attempt.User, connection.Value, CancellationToken.None);
        return new CompletedAuthorization(connection.Value, attempt.ReturnTo);
    }

    private async Task<Result<CompletedAuthorization>> RefuseAsync(Secret state, CancellationToken ct)
    {
        if (await attempts.FindUnusableAsync(state, ct) is not { } attempt || IsOfAnother(attempt.User)) return ConnectionErrors.InvalidState;

        user.Become(attempt.User);
        return await outcome.UnlessDeletedAsync<CompletedAuthorization>(async () => await outcome.UnusableAsync(attempt));
    }
}
