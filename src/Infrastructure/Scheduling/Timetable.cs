using Accounts.Application.Common.Jobs;
using Accounts.Application.Connections.Refresh;
using Accounts.Application.DspCampaigns;
using Accounts.Application.DspSeats;
using Accounts.Application.Registration;
using Accounts.Application.Sync;
using Coravel;
using Coravel.Scheduling.Schedule.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Every tick and its period.</summary>
internal static class Timetable
{
    /// <param name="services">Where ticks and options come from.</param>
    /// <param name="isOpen">Returns false until ticks may run.</param>
    /// <param name="onError">Receives what fails before a tick begins.</param>
    /// <remarks>Call it before the scheduler starts: adding a tick to a running scheduler is a race that can crash the process.</remarks>
    public static void Fill(IServiceProvider services, Func<bool> isOpen, Action<Exception> onError)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var periods = services.GetRequiredService<IOptions<SchedulingOptions>>().Value;
        var tokens = services.GetRequiredService<IOptionsMonitor<TokenRefreshOptions>>();
        services.UseScheduler(scheduler =>
        {
            Every<QueueDueSyncs>(() => periods.DueSyncs);
            Every<QueueDueAccounts>(() => periods.DueAccounts);
            Every<QueueDueSeats>(() => periods.DueSeats);
            Every<RefreshExpiringTokens>(() => tokens.CurrentValue.Interval, startsAtOnce: false); // a request refreshes what expires sooner
            Every<RecordHeartbeat>(() => periods.Heartbeat);
            Every<Sweep>(() => periods.Sweep);
            Every<RotateKeysIfDue>(() => periods.KeyRotation);

            void Every<TTick>(Func<TimeSpan> period, bool startsAtOnce = true)
                where TTick : class, ITick => Add<TTick>(scheduler, new Pace(period, clock, isOpen, startsAtOnce));
        }).OnError(onError);
    }

    public static IServiceCollection AddTimetable(this IServiceCollection services)
    {
        services.AddHostedService<RefreshDrain>();
        services.AddOptions<SyncOptions>().BindConfiguration(SyncOptions.Section).ValidateDataAnnotations()
            .Validate(options =>
                !options.IsAutomatic || options.Interval >= SyncOptions.Shortest, "Sync:Interval must be 1 minute to 7 days, or 0 for never.")
            .ValidateOnStart();
        services.AddOptions<TokenRefreshOptions>().BindConfiguration(TokenRefreshOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SchedulingOptions>().BindConfiguration(SchedulingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DspCampaignsOptions>().BindConfiguration(DspCampaignsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RegistrationOptions>().BindConfiguration(RegistrationOptions.Section).ValidateDataAnnotations()
            .Validate(options => options.FirstPoll <= options.LongestPoll, "Registration:FirstPoll must not exceed Registration:LongestPoll.")
            .ValidateOnStart();
        services.AddOptions<SeatsOptions>().BindConfiguration(SeatsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Readiness>().AddSingleton<IStepFailures, StepFailures>().AddSingleton<JobStepRunner>().AddHostedService<JobWorker>();

        services.AddScheduler();
        services.AddTransient(typeof(TickInvocable<>));
        services.AddTransient<QueueDueSyncs>().AddTransient<QueueDueAccounts>().AddTransient<QueueDueSeats>();
        services.AddTransient<RefreshExpiringTokens>().AddTransient<RotateKeysIfDue>();
        services.AddTransient<RecordHeartbeat>().AddTransient<Sweep>();
        return services.AddSingleton<TimetableStart>().AddHostedService(provider => provider.GetRequiredService<TimetableStart>());
    }

    /// <summary>Each tick has a worker of its own, so that none waits for another, and is not started while it still runs.</summary>
    private static void Add<TTick>(IScheduler scheduler, Pace pace)
        where TTick : class, ITick =>
        scheduler.OnWorker(typeof(TTick).Name).Schedule<TickInvocable<TTick>>().EverySecond()
            .When(() => Task.FromResult(pace.IsDue())).PreventOverlapping(typeof(TTick).Name);
}
