using Accounts.Application.Common.Ports;
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
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Accounts.Infrastructure.Persistence;

/// <summary>One unit of work of one user.</summary>
internal sealed class AppDbContext : DbContext, IReadDb
{
    public AppDbContext(DbContextOptions<AppDbContext> options, CurrentUser user)
        : base(options)
    {
        User = user;
        // A save of one row would otherwise open no transaction, and it is the transaction that takes the role.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    public CurrentUser User { get; }

    /// <summary>Whether a save is allowed for a deleted user. Only <see cref="AuditTrail"/> sets it.</summary>
    public bool OutlivesUser { get; set; }

    public DbSet<OAuthToken> OAuthTokens => Set<OAuthToken>();

    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    IQueryable<User> IReadDb.Users => Set<User>().AsNoTracking();

    IQueryable<UserSettings> IReadDb.Settings => Set<UserSettings>().AsNoTracking();

    IQueryable<AdsAccount> IReadDb.Accounts => Set<AdsAccount>().AsNoTracking();

    IQueryable<OAuthToken> IReadDb.Connections => OAuthTokens.AsNoTracking();

    IQueryable<SyncRun> IReadDb.SyncRuns => Set<SyncRun>().AsNoTracking();

    IQueryable<SyncScope> IReadDb.SyncScopes => Set<SyncScope>().AsNoTracking();

    IQueryable<NewestListing> IReadDb.NewestListings => Set<NewestListing>().AsNoTracking();

    IQueryable<AccountProfile> IReadDb.Profiles => Set<AccountProfile>().AsNoTracking();

    IQueryable<ManagerAccount> IReadDb.Managers => Set<ManagerAccount>().AsNoTracking();

    IQueryable<AccountRelationship> IReadDb.Relationships => Set<AccountRelationship>().AsNoTracking();

    IQueryable<AccountRegistration> IReadDb.Registrations => Set<AccountRegistration>().AsNoTracking();

    IQueryable<DspCampaign> IReadDb.Campaigns => Set<DspCampaign>().AsNoTracking();

    IQueryable<AuditEntry> IReadDb.AuditLog => AuditLog.AsNoTracking();

    IQueryable<ConnectionOverlap> IReadDb.Overlaps =>
        Database.SqlQuery<ConnectionOverlap>(
            $"""select connection_id as "ConnectionId", other_id as "OtherId", profiles as "Profiles" from app.connection_overlaps()""");

    IQueryable<AdsAccount> IReadDb.AccountsWith(params string[] metadata) => Set<AdsAccount>().FromSql(
        $"select * from public.user_accounts where id = any (array(select unnest(app.accounts_with(part)) from unnest({metadata}::jsonb[]) part))")
            .AsNoTracking();

    IQueryable<AccountId> IReadDb.AccountsTagged(string tag) => Set<AdsAccount>().FromSql(
        $"select * from public.user_accounts where id = any (array(select unnest(app.accounts_tagged({tag}))))").AsNoTracking().Select(a => a.Id);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        modelBuilder.HasDbFunction(typeof(DatabaseFunctions).GetMethod(nameof(DatabaseFunctions.HasErrors))!).HasName("has_errors").HasSchema("app");
        modelBuilder.HasDbFunction(typeof(DatabaseFunctions).GetMethod(nameof(DatabaseFunctions.Mentions))!).HasName("mentions").HasSchema("app");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdConverter>();
        configurationBuilder.Properties<AccountId>().HaveConversion<AccountIdConverter>();
        configurationBuilder.Properties<ConnectionId>().HaveConversion<ConnectionIdConverter>();
        configurationBuilder.Properties<RegistrationId>().HaveConversion<RegistrationIdConverter>();
        configurationBuilder.Properties<SyncRunId>().HaveConversion<SyncRunIdConverter>();
        configurationBuilder.Properties<ProtectedToken>().HaveConversion<ProtectedTokenConverter>();
        configurationBuilder.Properties<Region>().HaveConversion<string>();
        configurationBuilder.Properties<ConnectionStatus>().HaveConversion<EnumNameConverter<ConnectionStatus>>();
        configurationBuilder.Properties<AccountStatus>().HaveConversion<EnumNameConverter<AccountStatus>>();
        configurationBuilder.Properties<AccountType>().HaveConversion<EnumNameConverter<AccountType>>();
        configurationBuilder.Properties<RegistrationStatus>().HaveConversion<EnumNameConverter<RegistrationStatus>>();
        configurationBuilder.Properties<CreationStatus>().HaveConversion<EnumNameConverter<CreationStatus>>();
        configurationBuilder.Properties<SyncStatus>().HaveConversion<EnumNameConverter<SyncStatus>>();
        configurationBuilder.Properties<SyncTrigger>().HaveConversion<EnumNameConverter<SyncTrigger>>();
        configurationBuilder.Properties<SyncScopeKind>().HaveConversion<EnumNameConverter<SyncScopeKind>>();
        configurationBuilder.Properties<RelationshipType>().HaveConversion<EnumNameConverter<RelationshipType>>();
        configurationBuilder.Properties<SyncScopeStatus>().HaveConversion<EnumNameConverter<SyncScopeStatus>>();
    }

    private sealed class UserIdConverter() : ValueConverter<UserId, Guid>(id => id.Value, value => new UserId(value));

    private sealed class AccountIdConverter() : ValueConverter<AccountId, Guid>(id => id.Value, value => new AccountId(value));

    private sealed class ConnectionIdConverter() : ValueConverter<ConnectionId, Guid>(id => id.Value, value => new ConnectionId(value));

    private sealed class RegistrationIdConverter() : ValueConverter<RegistrationId, Guid>(id => id.Value, value => new RegistrationId(value));

    private sealed class SyncRunIdConverter() : ValueConverter<SyncRunId, Guid>(id => id.Value, value => new SyncRunId(value));

    private sealed class ProtectedTokenConverter() : ValueConverter<ProtectedToken, string>(t => t.Ciphertext, text => new ProtectedToken(text));
}
