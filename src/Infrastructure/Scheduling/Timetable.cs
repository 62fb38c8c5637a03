using Accounts.Application.Connections.Refresh;
using Accounts.Application.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Every job and its period. Quartz only ticks, on one instance of the cluster at a time; who does what is decided by leases
/// in our own tables, so that a tick too many does no harm.
/// </summary>
internal static class Timetable
{
    private static readonly TimeSpan LookForRuns = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan QueueDue = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RefreshDue = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);
    private static readonly TimeSpan Rotate = TimeSpan.FromHours(1);

    public static IServiceCollection AddTimetable(this IServiceCollection services)
    {
        services.AddHostedService<RefreshDrain>();
        services.AddOptions<SyncOptions>().BindConfiguration(SyncOptions.Section).ValidateDataAnnotations()
            .Validate(options => !options.IsAutomatic || options.Interval >= SyncOptions.Shortest, "Sync:Interval must be 1 minute to 7 days, or 0 for never.")
            .ValidateOnStart();
        services.AddOptions<TokenRefreshOptions>().BindConfiguration(TokenRefreshOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SyncDispatcher>();
        services.AddSingleton<ISyncSignal>(provider => provider.GetRequiredService<SyncDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<SyncDispatcher>());

        services.AddSingleton<System.Data.Common.DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddQuartz(quartz =>
        {
            quartz.Every<LookForSyncRuns>(LookForRuns);
            quartz.Every<QueueDueSyncs>(QueueDue);
            quartz.Every<RefreshDueAccounts>(RefreshDue);
            quartz.Every<RefreshExpiringTokens>(provider => provider.GetRequiredService<IOptions<TokenRefreshOptions>>().Value.Interval);
            quartz.Every<BeatHeart>(Heartbeat);
            quartz.Every<Sweep>(BetweenSweeps);
            quartz.Every<RotateKeysIfDue>(Rotate);
            quartz.UsePersistentStore(ClusteredPostgres);
        });
        return services.AddHostedService<Ticker>();
    }

    private static void Every<TJob>(this IQuartzBuilder quartz, TimeSpan period)
        where TJob : class, IJob => quartz.Every<TJob>(_ => period);

    private static void Every<TJob>(this IQuartzBuilder quartz, Func<IServiceProvider, TimeSpan> period)
        where TJob : class, IJob =>
        quartz.ScheduleJob<TJob>((provider, trigger) =>
            trigger.WithIdentity(typeof(TJob).Name).StartNow().WithSimpleSchedule(s => s.WithInterval(period(provider)).RepeatForever()));

    private static void ClusteredPostgres(IPersistentStoreBuilder store)
    {
        store.ConfigureStore(options => options.TablePrefix = "accounts_internal.qrtz_");
        store.UsePostgres(source => source.UseRegisteredDataSource = true);
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(2);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4);
        });
        store.UseSystemTextJsonSerializer();
    }
}
