using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>A list of values matches an account that has any of them; an empty list does not filter.</summary>
/// <param name="Search">A literal part of a name or id.</param>
/// <param name="SyncedBefore">Keeps the accounts that were last synced before this time, or never.</param>
public sealed record ListAccountsQuery(
    UserId User,
    int Page = 1,
    int PageSize = 50,
    IReadOnlyList<AccountStatus>? Statuses = null,
    IReadOnlyList<AccountType>? AccountTypes = null,
    IReadOnlyList<string>? CountryCodes = null,
    IReadOnlyList<ConnectionId>? Connections = null,
    string? Profile = null,
    bool? HasErrors = null,
    string? Tag = null,
    DateTimeOffset? SyncedBefore = null,
    string? Search = null,
    AccountSort Sort = AccountSort.Name,
    SortOrder Order = SortOrder.Asc) : IQuery<AccountPage>;

public enum AccountSort
{
    Name,
    Status,
    LastSyncedAt,
    ConnectedAt,
}

public enum SortOrder
{
    Asc,
    Desc,
}

public sealed record AccountPage(IReadOnlyList<StoredAccountRow> Accounts, int Total, int Page, int PageSize);

internal sealed class ListAccountsValidator : AbstractValidator<ListAccountsQuery>
{
    public ListAccountsValidator()
    {
        RuleFor(q => q.Page).InclusiveBetween(1, 1_000_000).Malformed("page", "range");
        RuleFor(q => q.PageSize).InclusiveBetween(1, 100).Malformed("page_size", "range");
        RuleForEach(q => q.CountryCodes).Matches(@"^[A-Z]{2}\z").Malformed("country_code", "format");
        RuleFor(q => q.Profile).Matches(@"^[0-9]{1,20}\z").Malformed("profile_id", "format");
        RuleFor(q => q.Tag).Must(tag => tag is null || (tag.Length is > 0 and <= AccountSettings.MaxTagLength && !tag.Any(char.IsControl)))
            .Malformed("tag", "format");
        RuleFor(q => q.Search).MaximumLength(200).Malformed("search", "length");
        RuleFor(q => q.Search).Must(s => s is null || CleanText.IsClean(s)).Malformed("search", "format");
    }
}

internal sealed class ListAccountsHandler(IReadDb db) : IQueryHandler<ListAccountsQuery, AccountPage>
{
    public async Task<Result<AccountPage>> Handle(ListAccountsQuery query, CancellationToken ct)
    {
        var parts = MetadataPart.Any(query.CountryCodes ?? [], query.Profile);
        var accounts = parts.Length > 0 ? db.AccountsWith(parts) : db.Accounts;
        var skipped = (query.Page - 1) * query.PageSize;
        var matching = Filter(AccountView.Of(db, accounts), query, query.Tag is null ? null : db.AccountsTagged(query.Tag));
        var rows = await Sort(matching, query)
            .Skip(skipped).Take(query.PageSize + 1)
            .Select(AccountView.ToRow)
            .ToListAsync(ct);

        // one row more than the page shows that it is the last page, which needs no count
        var isLast = rows.Count <= query.PageSize && (rows.Count > 0 || skipped == 0);
        var total = isLast ? skipped + rows.Count : await matching.CountAsync(ct);
        return new AccountPage([.. rows.Take(query.PageSize).Select(row => new StoredAccountRow(row))], total, query.Page, query.PageSize);
    }

    private static IQueryable<AccountView> Filter(IQueryable<AccountView> accounts, ListAccountsQuery query, IQueryable<AccountId>? tagged)
    {
        accounts = accounts.Where(a => a.Account.UserId == query.User);
        if (query.Statuses is { Count: > 0 } statuses) accounts = accounts.Where(a => statuses.Contains(a.Status));
        if (query.AccountTypes is { Count: > 0 } types) accounts = accounts.Where(a => types.Contains(a.Account.AccountType));
        if (query.Connections is { Count: > 0 } connections)
            accounts = accounts.Where(a => a.Account.ConnectionId != null && connections.Contains(a.Account.ConnectionId.Value));
        if (tagged is not null) accounts = accounts.Where(a => tagged.Contains(a.Account.Id));
        if (query.SyncedBefore is { } time) accounts = accounts.Where(a => a.LastSyncedAt == null || a.LastSyncedAt < time);
        if (query.HasErrors is { } wanted) accounts = accounts.Where(a => DatabaseFunctions.HasErrors(a.Account.Metadata) == wanted);
        if (query.Search is { Length: > 0 } text)
        {
            accounts = accounts.Where(a =>
                DatabaseFunctions.Mentions(a.Account.DisplayName, text) || DatabaseFunctions.Mentions(a.Account.AmazonAccountId, text));
        }

        return accounts;
    }

    private static IQueryable<AccountView> Sort(IQueryable<AccountView> accounts, ListAccountsQuery query)
    {
        var (sort, descending) = (query.Sort, query.Order == SortOrder.Desc);
        var sorted = sort switch
        {
            AccountSort.Status => descending ? accounts.OrderByDescending(a => a.Status) : accounts.OrderBy(a => a.Status),
            AccountSort.LastSyncedAt => descending ? accounts.OrderByDescending(a => a.LastSyncedAt) : accounts.OrderBy(a => a.LastSyncedAt),
            AccountSort.ConnectedAt =>
                descending ? accounts.OrderByDescending(a => a.Account.ConnectedAt) : accounts.OrderBy(a => a.Account.ConnectedAt),
            _ => descending ? accounts.OrderByDescending(a => a.Account.DisplayName) : accounts.OrderBy(a => a.Account.DisplayName),
        };
        return sorted.ThenBy(a => a.Account.Id);
    }
}
