using Accounts.Domain.Common;

namespace Accounts.Domain.Managers;

/// <summary>A manager account, which gives access to the accounts it links. Source: Amazon Ads API, manager accounts.</summary>
public sealed class ManagerAccount
{
    private ManagerAccount()
    {
    }

    public Guid Id { get; private init; }

    public UserId UserId { get; private init; }

    public Region Region { get; private init; }

    public string ManagerAccountId { get; private init; } = "";

    public string? Name { get; private init; }

    /// <summary>Amazon returns at most fifty links. With fifty, more may exist.</summary>
    public bool LinksComplete { get; private init; }
}
