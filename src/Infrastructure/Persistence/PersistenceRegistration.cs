using Accounts.Application.Accounts;
using Accounts.Application.Common.Features;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Connections.Consent;
using Accounts.Application.Connections.Refresh;
using Accounts.Application.DspCampaigns;
using Accounts.Application.DspSeats;
using Accounts.Application.Keys;
using Accounts.Application.Registration;
using Accounts.Application.Settings;
using Accounts.Application.Sync;
using Accounts.Application.Users;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Accounts.Infrastructure.Persistence.Interceptors;
using Accounts.Infrastructure.Persistence.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    private const int MaxPrepared = 100;

    public static IServiceCollection AddPersistence(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations()
            .Validate<IConfiguration>((_, configuration) => IsConnectionString(configuration.GetConnectionString("Accounts")),
                "ConnectionStrings__Accounts is missing or malformed: the address of the Postgres database.")
            .ValidateOnStart();
        services.AddSingleton(provider => DataSource(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton<Database>();

        services.AddDbContext<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(RowLevelSecurity.Instance));
        services.AddScoped<IReadDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IAuditTrail, AuditTrail>();

        services.AddIdempotencyKeys();
        services.AddScoped<IConnectionRepository, ConnectionRepository>();
        services.AddSingleton<IRefreshLeases, RefreshLeases>().AddSingleton<IExpiringConnections, ExpiringConnections>();
        services.AddOptions<FeatureOptions>().BindConfiguration(FeatureOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IOperatorSettings, OperatorSettings>().AddSingleton<IRateBuckets, RateBuckets>()
            .AddSingleton<ISharedLimits, SharedLimits>().AddSingleton<ISchedulerHeartbeat, SchedulerHeartbeat>();
        services.AddSingleton<NamedLeases>();
        services.AddSingleton<IStoredTokens, StoredTokens>().AddSingleton<IKeyCanaryStore, KeyCanaryStore>();
        services.AddOptions<AuthorizationOptions>().BindConfiguration(AuthorizationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IAuthorizationAttempts, AuthorizationAttempts>();
        services.AddSingleton<IUserDirectory, UserDirectory>().AddScoped<IUserRepository, UserRepository>();
        services.AddScoped<IUserSettingsRepository, UserSettingsRepository>();
        services.AddScoped<IAccountStore, AccountStore>().AddScoped<IAdsAccountRepository, AdsAccountRepository>()
            .AddSingleton<IPageCursors, PageCursors>();
        services.AddSingleton<Changes>().AddHostedService(provider => provider.GetRequiredService<Changes>());
        services.AddSingleton<IChanges>(provider => provider.GetRequiredService<Changes>());
        services.AddScoped<IJobQueue, JobQueue>().AddSingleton<IJobLeases, JobLeases>();
        services.AddScoped<ISyncRuns, SyncRuns>().AddScoped<ScopePlans>().AddScoped<RunEndings>();
        services.AddSeats().AddScoped<IRegistrationRepository, RegistrationRepository>().AddScoped<ICampaignRepository, CampaignRepository>();
        return services.AddSingleton<ISyncSchedule, SyncSchedule>().AddSingleton<IAccountSchedule, AccountSchedule>();
    }

    private static void AddIdempotencyKeys(this IServiceCollection services)
    {
        services.AddOptions<IdempotencyOptions>().BindConfiguration(IdempotencyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IIdempotencyKeys, IdempotencyKeys>();
    }

    private static IServiceCollection AddSeats(this IServiceCollection services) => services
        .AddScoped<ISeatSnapshots, SeatSnapshots>().AddSingleton<SeatSchedule>()
        .AddSingleton<ISeatSchedule>(provider => provider.GetRequiredService<SeatSchedule>())
        .AddSingleton<IRefreshFollower>(provider => provider.GetRequiredService<SeatSchedule>());

    private static bool IsConnectionString(string? text)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// Small pool, short waits: an answer that is late is worth less than a clear "try again". Repeated statements are prepared, because planning
    /// the list of accounts takes longer than running it. Behind a pooler in transaction mode nothing is prepared, because each transaction may
    /// get another backend, and the backend is not reset, because it has been given away by then.
    /// </summary>
    internal static NpgsqlDataSource DataSource(IConfiguration configuration, DatabaseOptions options)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Accounts"))
        {
            ApplicationName = "accounts",
            MaxPoolSize = 20,
            Timeout = 10,
            CommandTimeout = 15,
            KeepAlive = 30,
            IncludeErrorDetail = false,
            Multiplexing = false,
            MaxAutoPrepare = options.Pooler == "transaction" ? 0 : MaxPrepared,
            NoResetOnClose = options.Pooler == "transaction",
        };
        return new NpgsqlDataSourceBuilder(connectionString.ConnectionString) { Name = "accounts" }.Build();
    }
}
