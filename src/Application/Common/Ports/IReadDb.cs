using Accounts.Domain.Accounts;
using Accounts.Domain.Audit;
using Accounts.Domain.Connections;
using Accounts.Domain.Managers;
using Accounts.Domain.Profiles;
using Accounts.Domain.Sync;

namespace Accounts.Application.Common.Ports;

/// <summary>Untracked rows of the current user, to project from. Every query is one round trip in a read-only transaction.</summary>
public interface IReadDb
{
    IQueryable<AdsAccount> Accounts { get; }

    IQueryable<OAuthToken> Connections { get; }

    IQueryable<SyncRun> SyncRuns { get; }

    IQueryable<SyncScope> SyncScopes { get; }

    IQueryable<AccountProfile> Profiles { get; }

    IQueryable<ManagerAccount> Managers { get; }

    IQueryable<AccountRelationship> Relationships { get; }

    IQueryable<AuditEntry> AuditLog { get; }

    /// <summary>Which live connections reach the same profiles, each pair both ways round.</summary>
    IQueryable<ConnectionOverlap> Overlaps { get; }

    /// <summary>The accounts whose metadata contains this JSON. Served by the index on metadata, which row level security keeps a plain filter from.</summary>
    IQueryable<AdsAccount> AccountsWith(string metadata);
}
