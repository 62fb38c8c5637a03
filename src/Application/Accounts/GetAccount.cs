using System.Text.Json.Serialization;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

public sealed record GetAccountQuery(UserId User, AccountId Account, bool IncludeProfiles) : IQuery<AccountDetails>;

/// <summary>Returns one account and, on request, its country profiles.</summary>
public sealed record AccountDetails : FrontendRow
{
    public AccountDetails(AccountRow row)
        : base(row)
    {
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CountryProfile>? Profiles { get; init; }
}

internal sealed class GetAccountHandler(IReadDb db) : IQueryHandler<GetAccountQuery, AccountDetails>
{
    public async Task<Result<AccountDetails>> Handle(GetAccountQuery query, CancellationToken ct)
    {
        var row = await AccountView.Of(db)
            .Where(a => a.Account.UserId == query.User && a.Account.Id == query.Account)
            .Select(AccountView.ToRow)
            .SingleOrDefaultAsync(ct);
        if (row is null) return AccountErrors.NotFound;

        return new AccountDetails(row) { Profiles = query.IncludeProfiles ? await CountryProfile.OfAsync(db, query.User, row.Metadata, ct) : null };
    }
}
