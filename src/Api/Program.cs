using Accounts.Api.Auth;
using Accounts.Api.Dashboard;
using Accounts.Api.Endpoints;
using Accounts.Api.Http;
using Accounts.Api.Idempotency;
using Accounts.Api.OpenApi;
using Accounts.Api.Pages;
using Accounts.Api.RateLimiting;
using Accounts.Api.StartPage;
using Accounts.Application;
using Accounts.Infrastructure;

namespace Accounts.Api;

internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["migrate", .. var rest] => Commands.MigrateAsync(rest),
        ["rotate-keys", .. var rest] => Commands.RotateKeysAsync(rest),
        _ => Commands.ServeAsync(args),
    };

    internal static WebApplication Build(string[] args) => Build(args, DashboardFiles.BesideTheApi);

    internal static WebApplication Build(string[] args, DashboardFiles dashboard)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseKestrelLimits().UseDefaultAddress(builder.Configuration);
        builder.Services.AddApplication().AddInfrastructure(builder.Configuration);
        builder.Services.AddHttpEdges().AddClerkSignIn().AddFrontend().AddApiDescription().AddDraining();
        builder.Services.AddRateLimiting().AddDashboard();

        var app = builder.Build();
        app.UseHttpEdges();
        app.UseApiDescription();
        app.UseRouting();
        app.UseCors();
        app.UseDashboard(dashboard).UseStaticFrontend();
        app.UseUnknownRoutes();
        app.UseClerkSignIn();
        app.UseRateLimiting();
        app.UseFeatures();
        app.UsePermissions();
        app.UseMiddleware<IdempotencyMiddleware>();

        app.MapIndex();
        app.MapHealth();
        app.MapDependencies();
        app.MapApiDescription();
        if (dashboard.Folder is null) app.MapStartPage();

        MapApi(app.MapGroup("/api/v1"));
        return app;
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapAuth();
        api.MapConnections();
        api.MapUserConnections();
        api.MapAudit();
        api.MapWebhooks();
        api.MapUsers();
        api.MapSettings();
        api.MapSync();
        api.MapAccounts();
        api.MapRegistration();
        api.MapDspSeats();
        api.MapDspCampaigns();
        api.MapAccountChanges();
        api.MapAccountTypes();
    }
}
