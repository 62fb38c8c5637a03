using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Settings;

public sealed record GetSettingsQuery(UserId User) : IQuery<SettingsView>;

internal sealed class GetSettingsHandler(IReadDb db) : IQueryHandler<GetSettingsQuery, SettingsView>
{
    public async Task<Result<SettingsView>> Handle(GetSettingsQuery query, CancellationToken ct)
    {
        var stored = await db.Settings.SingleOrDefaultAsync(s => s.UserId == query.User, ct);
        var account = await db.Accounts.Where(a => a.UserId == query.User && a.IsDefault).Select(a => (AccountId?)a.Id).SingleOrDefaultAsync(ct);
        return SettingsView.Of(stored?.Preferences ?? default, account?.Value);
    }
}
