using Accounts.Application.Sync;
using Microsoft.Extensions.DependencyInjection;
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

    public static IServiceCollection AddTimetable(this IServiceCollection services)
    {
        services.AddHostedService<RenewalDrain>(); // the first to start is the last to stop
        services.AddSingleton<SyncDispatcher>();
        services.AddSingleton<ISyncSignal>(provider => provider.GetRequiredService<SyncDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<SyncDispatcher>());

        services.AddSingleton<System.Data.Common.DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<LookForSyncRuns>(trigger => trigger
                .WithIdentity(nameof(LookForSyncRuns))
                .StartNow()
                .WithSimpleSchedule(s => s.WithInterval(LookForRuns).RepeatForever()));
            quartz.UsePersistentStore(ClusteredPostgres);
        });
        return services.AddHostedService<Ticker>();
    }

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

internal sealed class LookForSyncRuns(ISyncSignal signal) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        signal.Raise();
        return ValueTask.CompletedTask;
    }
}
