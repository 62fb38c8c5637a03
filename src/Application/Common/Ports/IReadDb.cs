using Accounts.Domain.Accounts;
using Accounts.Domain.Audit;
using Accounts.Domain.Connections;
using Accounts.Domain.Managers;
using Accounts.Domain.Profiles;
using Accounts.Domain.Registration;
using Accounts.Domain.Sync;

namespace Accounts.Application.Common.Ports;

/// <summary>Untracked rows of the current user, for projections. Every query is one round trip in a read-only transaction.</summary>
public interface IReadDb
{
    IQueryable<AdsAccount> Accounts { get; }

    IQueryable<OAuthToken> Connections { get; }

    IQueryable<SyncRun> SyncRuns { get; }

    IQueryable<SyncScope> SyncScopes { get; }

    IQueryable<NewestListing> NewestListings { get; }

    IQueryable<AccountProfile> Profiles { get; }

    IQueryable<ManagerAccount> Managers { get; }

    IQueryable<AccountRelationship> Relationships { get; }

    IQueryable<AccountRegistration> Registrations { get; }

    IQueryable<AuditEntry> AuditLog { get; }

    /// <summary>Pairs of live connections that reach the same profiles. Each pair is returned in both directions.</summary>
    IQueryable<ConnectionOverlap> Overlaps { get; }

    /// <summary>
    /// The accounts whose metadata contains this JSON. It uses the index on metadata; under row level security a plain filter cannot.
    /// </summary>
    IQueryable<AdsAccount> AccountsWith(string metadata);
}
