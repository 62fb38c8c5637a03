using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Turns proactive refresh on or off for all of the user's connections. Without it, a token is refreshed when a call needs it.
/// </summary>
public sealed record SetAutoRefreshCommand(UserId User, bool Enabled) : ICommand<AutoRefresh>, IRefusesImpersonators
{
    public static string EventType => "connection.auto_refresh";
}

public sealed record AutoRefresh(bool Success, bool Enabled, string Message);

internal sealed class SetAutoRefreshHandler(ConnectionStore store, TimeProvider clock) : ICommandHandler<SetAutoRefreshCommand, AutoRefresh>
{
    public async Task<Result<AutoRefresh>> Handle(SetAutoRefreshCommand command, CancellationToken ct)
    {
        if (await store.RefreshProactivelyAsync(command.User, command.Enabled, SetAutoRefreshCommand.EventType, clock.GetUtcNow(), ct) == 0)
            return ConnectionErrors.NotFound;

        return new AutoRefresh(Success: true, command.Enabled, command.Enabled
            ? "Access to Amazon is refreshed before it expires."
            : "Access to Amazon is refreshed only when it is needed.");
    }
}
