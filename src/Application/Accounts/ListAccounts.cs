using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <param name="Search">A literal part of a name or id.</param>
public sealed record ListAccountsQuery(
    UserId User,
    int Page = 1,
    int PageSize = 50,
    AccountStatus? Status = null,
    AccountType? AccountType = null,
    string? CountryCode = null,
    ConnectionId? Connection = null,
    string? Profile = null,
    bool? HasErrors = null,
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
        RuleFor(q => q.CountryCode).Matches("^[A-Z]{2}$").Malformed("country_code", "format");
        RuleFor(q => q.Profile).Matches("^[0-9]{1,20}$").Malformed("profile_id", "format");
        RuleFor(q => q.Search).MaximumLength(200).Malformed("search", "length");
        RuleFor(q => q.Search).Must(s => s?.Contains('\0', StringComparison.Ordinal) != true).Malformed("search", "format");
    }
}

internal sealed class ListAccountsHandler(IReadDb db) : IQueryHandler<ListAccountsQuery, AccountPage>
{
    public async Task<Result<AccountPage>> Handle(ListAccountsQuery query, CancellationToken ct)
    {
        var accounts = MetadataPart.Of(query.CountryCode, query.Profile) is { } part ? db.AccountsWith(part) : db.Accounts;
        var skipped = (query.Page - 1) * query.PageSize;
        var matching = Filter(AccountView.Of(db, accounts), query);
        var rows = await Sort(matching, query)
            .Skip(skipped).Take(query.PageSize + 1)
            .Select(AccountView.ToRow)
            .ToListAsync(ct);

        // one row more than the page shows that it is the last page, which needs no count
        var isLast = rows.Count <= query.PageSize && (rows.Count > 0 || skipped == 0);
        var total = isLast ? skipped + rows.Count : await matching.CountAsync(ct);
        return new AccountPage([.. rows.Take(query.PageSize).Select(row => new StoredAccountRow(row))], total, query.Page, query.PageSize);
    }

    private static IQueryable<AccountView> Filter(IQueryable<AccountView> accounts, ListAccountsQuery query)
    {
        accounts = accounts.Where(a => a.Account.UserId == query.User);
        if (query.Status is { } status) accounts = accounts.Where(a => a.Status == status);
        if (query.AccountType is { } type) accounts = accounts.Where(a => a.Account.AccountType == type);
        if (query.Connection is { } connection) accounts = accounts.Where(a => a.Account.ConnectionId == connection);
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
