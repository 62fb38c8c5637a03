using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;
using Accounts.Domain.Settings;

namespace Accounts.Application.Settings;

/// <summary>Gives every preference its default, so that no account is the default account.</summary>
public sealed record ResetSettingsCommand(UserId User) : ICommand<SettingsView>, IRefusesImpersonators
{
    public static string EventType => "settings.reset";
}

internal sealed class ResetSettingsHandler(SettingsChanges changes) : ICommandHandler<ResetSettingsCommand, SettingsView>
{
    public Task<Result<SettingsView>> Handle(ResetSettingsCommand command, CancellationToken ct)
    {
        var defaults = Preference.All.ToDictionary(p => p.Name, p => p.Default, StringComparer.Ordinal);
        return changes.ApplyAsync(command.User, defaults, expectedVersion: null, ResetSettingsCommand.EventType, ct);
    }
}
