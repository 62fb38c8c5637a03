using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;

namespace Accounts.Application.Settings;

/// <summary>The settings of a user who has set nothing.</summary>
public sealed record GetDefaultSettingsQuery : IQuery<SettingsView>;

internal sealed class GetDefaultSettingsHandler : IQueryHandler<GetDefaultSettingsQuery, SettingsView>
{
    public Task<Result<SettingsView>> Handle(GetDefaultSettingsQuery query, CancellationToken ct) =>
        Task.FromResult<Result<SettingsView>>(SettingsView.Defaults);
}
