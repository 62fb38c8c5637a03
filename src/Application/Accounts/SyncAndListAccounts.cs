using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>
/// The frontend's page load and its "sync now" in one: starts a sync, or joins the one there is, unless the last has just ended; waits for it
/// a little; and answers from the store whatever became of it.
/// </summary>
public sealed record SyncAndListAccountsCommand(UserId User, IReadOnlyList<AccountType> Types) : ICommand<AllAccountTypes>;

/// <param name="Stale">The sync has not come to a good end yet: this is what was stored.</param>
public sealed record AllAccountTypes(IReadOnlyList<NamedAccountRow> Accounts, int Total, AccountTypeSummary Summary, DateTimeOffset Timestamp,
    bool Stale);

public sealed record AccountTypeSummary(int Total, int Advertising, int Dsp, int Amc);

/// <summary>A row and the three names an earlier service had for what is in it.</summary>
public sealed record NamedAccountRow : AccountRow
{
    public NamedAccountRow(AccountRow row)
        : base(row)
    {
    }

    public FrontendStatus Status => FrontendRow.StatusOf(AccountStatus);

    public string Name => AccountName;

    public AccountType Type => AccountType;

    public string PlatformId => AmazonAccountId;
}

internal sealed class SyncAndListAccountsHandler(IReadDb db, SyncJoiner joiner, TimeProvider clock)
    : ICommandHandler<SyncAndListAccountsCommand, AllAccountTypes>
{
    public async Task<Result<AllAccountTypes>> Handle(SyncAndListAccountsCommand command, CancellationToken ct)
    {
        var isCurrent = await joiner.JoinAsync(command.User, ct);
        var rows = await AccountView.Of(db)
            .Where(a => a.Account.UserId == command.User && command.Types.Contains(a.Account.AccountType))
            .OrderBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id)
            .Select(AccountView.ToRow)
            .ToListAsync(ct);

        var counts = rows.CountBy(r => r.AccountType).ToDictionary();
        var summary = new AccountTypeSummary(
            rows.Count, counts.GetValueOrDefault(AccountType.Advertising), counts.GetValueOrDefault(AccountType.Dsp),
            counts.GetValueOrDefault(AccountType.Amc));
        return new AllAccountTypes([.. rows.Select(r => new NamedAccountRow(r))], rows.Count, summary, clock.GetUtcNow(), Stale: !isCurrent);
    }
}
