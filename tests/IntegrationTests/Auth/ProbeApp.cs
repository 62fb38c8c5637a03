using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Application.Common.Ports;
using Accounts.Application.Users;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace Accounts.IntegrationTests.Auth;

/// <summary>Authentication and HTTP middleware on a real server, with test endpoints instead of those of the service.</summary>
internal sealed class ProbeApp : IAsyncDisposable
{
    public const string FrontendOrigin = "https://frontend.example";
    public const string OtherParty = "https://dashboard.example";
    public static readonly UserId Ada = UserId.New();

    private readonly WebApplication _app;

    private ProbeApp(WebApplication app, HttpClient client, CapturedLogs logs, IUserDirectory users)
    {
        _app = app;
        Client = client;
        Logs = logs;
        Users = users;
    }

    public HttpClient Client { get; }

    public CapturedLogs Logs { get; }

    public IUserDirectory Users { get; }

    public ClerkSigningKeys Keys => _app.Services.GetRequiredService<ClerkSigningKeys>();

    public string Origin => _app.Urls.Single();

    public static async Task<ProbeApp> StartAsync(string issuer, ManualClock clock, params (string Name, string Value)[] settings)
    {
        var logs = new CapturedLogs();
        var users = Substitute.For<IUserDirectory>();
        users.ResolveAsync(Issuer.Subject, Arg.Any<CancellationToken>()).Returns(Ada);

        var app = Build(issuer, clock, logs, users, settings);
        Probes.Map(app);
        await app.StartAsync();

        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null };
        return new ProbeApp(app, new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) }, logs, users);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Logs.Dispose();
    }

    private static WebApplication Build(
        string issuer, ManualClock clock, CapturedLogs logs, IUserDirectory users, (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrelLimits();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Clerk:Issuer"] = issuer,
            ["Clerk:AuthorizedParties:0"] = Issuer.Party,
            ["Clerk:AuthorizedParties:1"] = OtherParty,
            ["Frontend:Url"] = FrontendOrigin,
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));

        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Services.AddScoped<CurrentUser>().AddScoped<RequestContext>().AddSingleton(users);
        builder.Services.AddHttpEdges().AddClerkSignIn();
        // Tests count fetches, so only tests start them. Other tests cover the background refresh.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(ClerkKeyRefresh)));

        var app = builder.Build();
        app.UseHttpEdges().UseRouting().UseCors().UseUnknownRoutes().UseClerkSignIn().UsePermissions();
        return app;
    }
}
