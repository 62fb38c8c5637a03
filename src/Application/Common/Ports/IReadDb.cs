using Accounts.Domain.Accounts;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.DspCampaigns;
using Accounts.Domain.Managers;
using Accounts.Domain.Profiles;
using Accounts.Domain.Registration;
using Accounts.Domain.Settings;
using Accounts.Domain.Sync;
using Accounts.Domain.Users;

namespace Accounts.Application.Common.Ports;

/// <summary>Untracked rows of the current user, for projections. Every query is one round trip in a read-only transaction.</summary>
public interface IReadDb
{
    IQueryable<User> Users { get; }

    IQueryable<UserSettings> Settings { get; }

    IQueryable<AdsAccount> Accounts { get; }

    IQueryable<OAuthToken> Connections { get; }

    IQueryable<SyncRun> SyncRuns { get; }

    IQueryable<SyncScope> SyncScopes { get; }

    IQueryable<NewestListing> NewestListings { get; }

    IQueryable<AccountProfile> Profiles { get; }

    IQueryable<ManagerAccount> Managers { get; }

    IQueryable<AccountRelationship> Relationships { get; }

    IQueryable<AccountRegistration> Registrations { get; }

    IQueryable<DspCampaign> Campaigns { get; }

    IQueryable<AuditEntry> AuditLog { get; }

    /// <summary>Pairs of live connections that reach the same profiles. Each pair is returned in both directions.</summary>
    IQueryable<ConnectionOverlap> Overlaps { get; }

    /// <summary>
    /// The accounts whose metadata contains any of these JSON texts. It uses the index on metadata; under row level security a plain filter cannot.
    /// </summary>
    IQueryable<AdsAccount> AccountsWith(params string[] metadata);

    /// <summary>The accounts that have this tag. It uses the index on tags, for the same reason.</summary>
    IQueryable<AccountId> AccountsTagged(string tag);
}
