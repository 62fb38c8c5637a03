using System.Net;
using System.Net.Sockets;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators;

/// <summary>
/// Amazon and Clerk on one loopback port, started inside a test. Every call of the control API is a method here.
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

    /// <summary>Where the simulator listens, <c>http://localhost:port/</c>.</summary>
    public Uri Address { get; }

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
                await app.DisposeAsync(); // another process was quicker to take the port
            }
        }
    }

    /// <summary>The base address of a region's hosts, without a trailing slash: consent, tokens and API alike.</summary>
    public string AddressOf(AdsRegion region) => Address.AbsoluteUri + region.ToString().ToLowerInvariant();

    /// <summary>What an Amazon login truly sees: <c>northwind</c>, <c>contoso</c> or <c>fabrikam</c>.</summary>
    public AmazonWorld World(string login) => The<AmazonWorlds>().Of(login);

    /// <summary>Clicks through Amazon's consent page and returns where it sends the browser, without going there.</summary>
    public async Task<Uri> ConsentAsync(Uri authUrl, string login, bool allow = true, CancellationToken ct = default)
    {
        using var form = new FormUrlEncodedContent([new("login", login), new("decision", allow ? "allow" : "cancel")]);
        using var response = await _browser.PostAsync(authUrl, form, ct);
        return response.StatusCode == HttpStatusCode.Found
            ? response.Headers.Location!
            : throw new HttpRequestException($"The consent page answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
    }

    /// <summary>Tokens as after a consent, without the clicking.</summary>
    public LwaTokens IssueTokens(string login, params IReadOnlyList<string> scopes)
    {
        return The<Grants>().Issue(World(login).Login, scopes is [] ? ["advertising::campaign_management"] : scopes);
    }

    /// <summary>Every grant ever given, with the refresh token that counts now.</summary>
    public IReadOnlyList<GrantState> Grants => The<Grants>().All;

    /// <summary>Every code, verifier and token that has been between the app and Amazon.</summary>
    public IReadOnlyCollection<IssuedSecret> Secrets => The<Grants>().Issued;

    /// <summary>As if the user had removed the app at Amazon. Returns how many grants died.</summary>
    public int RevokeGrants(string login) => The<Grants>().Revoke(login);

    /// <summary>Changes how Login with Amazon behaves from now on.</summary>
    public void Configure(LwaBehaviour behaviour) => The<Grants>().Behaviour = behaviour;

    public void Inject(Fault fault) => The<FaultBoard>().Plan(fault);

    public void ClearFaults() => The<FaultBoard>().ClearFaults();

    /// <summary>Every call to the route takes at least so long, in real time.</summary>
    public void SetLatency(string route, TimeSpan latency) => The<FaultBoard>().Delay(route, latency);

    /// <summary>Limits a route; replaces the limit it had.</summary>
    public void Limit(Throttle throttle) => The<FaultBoard>().Limit(throttle);

    public void ClearThrottles() => The<FaultBoard>().ClearThrottles();

    public CallHistory Calls => The<CallLog>().Read();

    public void ClearCalls() => The<CallLog>().Clear();

    /// <summary>Moves the simulator's clock, and with it every expiry.</summary>
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
