using Accounts.Application.Accounts;
using Accounts.Application.Audit;
using Accounts.Application.Common.Behaviors;
using Accounts.Application.Common.Features;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Connections.Consent;
using Accounts.Application.Connections.Refresh;
using Accounts.Application.DspAdvertisers;
using Accounts.Application.DspCampaigns;
using Accounts.Application.DspSeats;
using Accounts.Application.Keys;
using Accounts.Application.Managers;
using Accounts.Application.Profiles;
using Accounts.Application.Registration;
using Accounts.Application.Settings;
using Accounts.Application.Sync;
using Accounts.Application.Users;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Application;

public static class DependencyInjection
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<CurrentUser>().AddScoped<RequestContext>().AddSingleton<IFeatureFlags, FeatureFlags>().AddScoped<JobWaiter>();

        services.AddSingleton<TokenRefresher>().AddSingleton<ProactiveRefresh>().AddSingleton<RefreshWindow>();
        services.AddScoped<TokenRefresh>().AddScoped<RefreshOutcome>().AddScoped<RefreshOutcomeStore>();
        services.AddScoped<UserTokenRefresher>().AddScoped<AccessTokens>();
        services.AddSingleton<KeyRotation>().AddSingleton<IKeyCheck, KeyCheck>();
        services.AddScoped<ConnectionGate>().AddScoped<ConnectionStore>().AddScoped<ConsentOutcome>().AddScoped<AuthorizationStarter>();
        services.AddSingleton<LivePageTokens>().AddScoped<LiveAdsAccounts>().AddScoped<StoredAdsAccounts>();
        services.AddScoped<IRemoteAccount, RemoteAdsAccount>().AddScoped<IRemoteAccount, RemoteDspAccount>()
            .AddScoped<IRemoteAccount, RemoteAmcAccount>();
        services.AddScoped<AccountChanges>().AddScoped<AccountReconnection>();
        services.AddScoped<SettingsChanges>().AddScoped<SwitcherAccounts>();
        services.AddScoped<RemoteAccountRows>().AddScoped<AccountRefresher>();
        services.AddScoped<SyncStarter>().AddScoped<SyncJoiner>().AddScoped<SyncWait>().AddScoped<FirstSync>().AddSingleton<DueSyncs>();
        services.AddScoped<AccountSynchronizer>().AddScoped<ScopeLister>().AddScoped<IConnectionSync, ConnectionSync>();
        services.AddJob<SyncJob>(JobKind.Sync).AddJob<AccountRefreshJob>(JobKind.AccountRefresh).AddJob<RegistrationJob>(JobKind.Registration);
        services.AddScoped<NamesakeAccounts>();
        services.AddJob<SeatsJob>(JobKind.DspSeats).AddScoped<AdvertiserLookup>()
            .AddScoped<SeatReader>().AddScoped<SeatRefresh>().AddScoped<CurrentSeats>();
        services.AddScoped<OwnAdvertiser>().AddDspCampaigns();
        services.AddScoped<IScopeListing, AdsAccountsListing>().AddScoped<IScopeListing, ProfilesListing>();
        services.AddScoped<IScopeListing, ManagersListing>().AddScoped<IScopeListing, DspAdvertisersListing>();

        services.AddAutoMapper(maps =>
        {
            maps.AddProfile<AuditEventView.Map>();
            maps.AddProfile<ProfileRow.Map>();
        });
        return services.AddMessaging();
    }

    /// <summary>The solution's one assembly scan: handlers and validators.</summary>
    private static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        var handlers =
            from type in typeof(DependencyInjection).Assembly.GetTypes()
            where type is { IsAbstract: false, IsGenericTypeDefinition: false }
            from contract in type.GetInterfaces()
            where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            select (contract, type);
        foreach (var (contract, type) in handlers) services.AddScoped(contract, type);
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(typeof(DependencyInjection).Assembly, includeInternalTypes: true))
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LoggingBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ImpersonationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        return services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService).AddScoped<IMediator, Mediator>();
    }
}
