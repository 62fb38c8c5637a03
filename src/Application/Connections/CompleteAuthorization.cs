using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Application.Connections;

/// <summary>Amazon's redirect, as it came: every member is hostile input.</summary>
/// <param name="Scope">The scopes granted, when Amazon says so.</param>
/// <param name="Denied">Amazon sent an error instead of a code; its words are never passed on.</param>
public sealed record CompleteAuthorizationCommand(Secret? State, Secret? Browser, string? Code, string? Scope, string? Denied)
    : ICommand<CompletedAuthorization>;

public sealed record CompletedAuthorization(ConnectionId Connection, string? ReturnTo);

internal sealed class CompleteAuthorizationHandler(
    IAuthorizationAttempts attempts, CurrentUser user, ConsentOutcome outcome, SyncStarter sync)
    : ICommandHandler<CompleteAuthorizationCommand, CompletedAuthorization>
{
    private const int CodeMaxLength = 2048;

    public async Task<Result<CompletedAuthorization>> Handle(CompleteAuthorizationCommand command, CancellationToken ct)
    {
        if (command.State is not { } state) return ConnectionErrors.InvalidState;
        if (command.Browser is not { } browser || await attempts.ConsumeAsync(state, browser, ct) is not { } attempt) return await RefuseAsync(state, ct);

        user.Become(attempt.User, attempt.SessionId);
        if (command.Denied is { } reason)
            return await outcome.RefusedAsync(reason == "access_denied" ? ConnectionErrors.ConsentDenied : ConnectionErrors.ConsentFailed);
        if (!IsPlausible(command.Code)) return await outcome.RefusedAsync(ConnectionErrors.InvalidState);

        // The browser going away must not strand a code that is already spent.
        var connection = await outcome.ExchangeAsync(attempt, command.Code!, command.Scope, CancellationToken.None);
        if (!connection.Succeeded) return connection.Error;

        await sync.StartAsync(attempt.User, new WantedSync(SyncTrigger.Callback, [connection.Value]), CancellationToken.None);
        return new CompletedAuthorization(connection.Value, attempt.ReturnTo);
    }

    private async Task<Error> RefuseAsync(Secret state, CancellationToken ct)
    {
        if (await attempts.FindUnusableAsync(state, ct) is not { } attempt) return ConnectionErrors.InvalidState;

        user.Become(attempt.User);
        return await outcome.UnusableAsync(attempt);
    }

    private static bool IsPlausible(string? code) =>
        code is { Length: > 0 and <= CodeMaxLength } && code.All(c => c is > ' ' and < '\x7f');
}
