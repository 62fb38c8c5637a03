using System.Net;
using System.Net.Sockets;
using Accounts.Simulators.AmazonAds;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators;

/// <summary>
/// Runs Amazon and Clerk on one loopback port inside a test. Every call of the control API has a method.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const int Attempts = 10;

    private readonly WebApplication _app;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private SimulatorHost(WebApplication app)
    {
        _app = app;
        Address = app.SettleAddress();
    }

    /// <summary>The address of the simulator, <c>http://localhost:port/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Every route of the simulator.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => The<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public ClerkSimulator Clerk => The<ClerkSimulator>();

    /// <summary>Starts on a free port.</summary>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions? options = null, CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var app = Build(options ?? new SimulatorOptions(), FreePort());
            try
            {
                await app.StartAsync(ct);
                return new SimulatorHost(app);
            }
            catch (IOException) when (attempt < Attempts)
            {
                await app.DisposeAsync(); // another process took the port first
            }
        }
    }

    /// <summary>The base address of a region for consent, tokens and API, without a trailing slash.</summary>
    public string AddressOf(AdsRegion region) => Address.AbsoluteUri + region.ToString().ToLowerInvariant();

    /// <summary>Returns the world of an Amazon login: <c>northwind</c>, <c>contoso</c> or <c>fabrikam</c>.</summary>
    public AmazonWorld World(string login) => The<AmazonWorlds>().Of(login);

    /// <summary>Submits Amazon's consent page and returns the redirect address without following it.</summary>
    public async Task<Uri> ConsentAsync(Uri authUrl, string login, bool allow = true, CancellationToken ct = default)
    {
        using var form = new FormUrlEncodedContent([new("login", login), new("decision", allow ? "allow" : "cancel")]);
        using var response = await _browser.PostAsync(authUrl, form, ct);
        return response.StatusCode == HttpStatusCode.Found
            ? response.Headers.Location!
            : throw new HttpRequestException($"The consent page answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
    }

    /// <summary>Issues tokens as after a consent, without the consent page.</summary>
    public LwaTokens IssueTokens(string login, params IReadOnlyList<string> scopes)
    {
        return The<Grants>().Issue(World(login).Login, scopes is [] ? ["advertising::campaign_management"] : scopes);
    }

    /// <summary>All grants, each with its current refresh token.</summary>
    public IReadOnlyList<GrantState> Grants => The<Grants>().All;

    /// <summary>All codes, verifiers and tokens exchanged between the app and Amazon.</summary>
    public IReadOnlyCollection<IssuedSecret> Secrets => The<Grants>().Issued;

    /// <summary>Revokes the grants of a login, as if the user removed the app at Amazon. Returns the number of revoked grants.</summary>
    public int RevokeGrants(string login) => The<Grants>().Revoke(login);

    /// <summary>Accepts the terms of a token, as the user does at Amazon. Returns false if it is unknown or was accepted before.</summary>
    public bool AcceptTerms(string termsToken) => The<TermsTokens>().Accept(termsToken);

    /// <summary>Changes the behaviour of Login with Amazon.</summary>
    public void Configure(LwaBehaviour behaviour) => The<Grants>().Behaviour = behaviour;

    public void Inject(Fault fault) => The<FaultBoard>().Plan(fault);

    public void ClearFaults() => The<FaultBoard>().ClearFaults();

    /// <summary>Sets the minimum latency of a route, in real time.</summary>
    public void SetLatency(string route, TimeSpan latency) => The<FaultBoard>().Delay(route, latency);

    /// <summary>Lets calls of a route arrive and answers none until the result is disposed, so that a test decides what happens first.</summary>
    public Hold Hold(string route) => The<FaultBoard>().HoldBack(route);

    /// <summary>Sets the length of the continuation tokens of the ads accounts; zero for short ones.</summary>
    public void SetTokenLength(int length) => The<SimulatorOptions>().PageTokenLength = length;

    /// <summary>Sets the rate limit of a route and replaces an earlier one.</summary>
    public void Limit(Throttle throttle) => The<FaultBoard>().Limit(throttle);

    public void ClearThrottles() => The<FaultBoard>().ClearThrottles();

    public CallHistory Calls => The<CallLog>().Read();

    public void ClearCalls() => The<CallLog>().Clear();

    /// <summary>Advances the simulator's clock, which determines every expiry.</summary>
    public void Advance(TimeSpan by) => The<SimulatorClock>().Advance(by);

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // Port 0 cannot be bound on both loopback addresses at once, and "localhost" may mean either
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static WebApplication Build(SimulatorOptions options, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddRoutingCore().AddSimulators(options);
        return builder.Build().MapSimulators();
    }

    private T The<T>() where T : notnull => _app.Services.GetRequiredService<T>();
}
