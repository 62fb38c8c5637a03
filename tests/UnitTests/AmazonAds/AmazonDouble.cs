using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.DspAdvertisers;
using Accounts.Application.Managers;
using Accounts.Application.Profiles;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Accounts.Infrastructure.Lwa;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>The adapters as the service composes them, with scripted responses of Amazon. Nothing leaves the process unless a test requests
/// sockets.</summary>
internal sealed class AmazonDouble : IDisposable
{
    public const string ClientSecret = "canary-client-secret";
    public static readonly Secret AccessToken = Secret.From("Atza|canary-access-token");

    /// <summary>The login of a request, not of a job.</summary>
    public static readonly AmazonLogin Login = LoginOf(RetryProfile.Request);

    private readonly ServiceProvider _services;

    public AmazonDouble(Func<HttpRequestMessage, HttpResponseMessage>? answer = null, IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? clock = null)
    {
        Dictionary<string, string?> all = new(StringComparer.Ordinal)
        {
            ["AmazonAds:ClientId"] = "amzn1.application-oa2-client.test",
            ["AmazonAds:ClientSecret"] = ClientSecret,
            ["AmazonAds:RedirectUri"] = "http://localhost:8000/api/v1/auth/amazon/callback",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>(StringComparer.Ordinal)) all[name] = value;

        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .AddSingleton(clock ?? Clock)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<IRateBuckets>(Buckets)
            .AddAmazonAds()
            .AddLoginWithAmazon();
        if (answer is not null)
        {
            foreach (var client in new[] { AmazonAdsHttp.Client, LoginWithAmazon.Client })
                services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new Script(Sent, answer));
        }

        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public WaitlessClock Clock { get; } = new();

    public ConcurrentQueue<SentRequest> Sent { get; } = new();

    public LogLines Log { get; } = new();

    public OpenBuckets Buckets { get; } = new();

    public IAmazonAvailability Availability => _services.GetRequiredService<IAmazonAvailability>();

    public ILoginWithAmazon Lwa => _services.GetRequiredService<ILoginWithAmazon>();

    public IAdsAccountsApi Accounts => _services.GetRequiredService<IAdsAccountsApi>();

    public IProfilesApi Profiles => _services.GetRequiredService<IProfilesApi>();

    public IManagersApi Managers => _services.GetRequiredService<IManagersApi>();

    public IDspAdvertisersApi Advertisers => _services.GetRequiredService<IDspAdvertisersApi>();

    public AmazonAdsHttp Http => _services.GetRequiredService<AmazonAdsHttp>();

    public Task<Result<RemoteAccountPage>> ListAsync() =>
        Accounts.ListAsync(Region.EU, Login, cursor: null, 100, TestContext.Current.CancellationToken);

    public static AmazonLogin LoginOf(RetryProfile retries) =>
        new(UserId.New(), ConnectionId.New(), retries, _ => Task.FromResult(Result<Secret>.Success(AccessToken)));

    public T Started<T>()
        where T : class
    {
        _services.GetRequiredService<IStartupValidator>().Validate();
        return _services.GetRequiredService<IOptions<T>>().Value;
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "", string mediaType = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };

    public void Dispose() => _services.Dispose();

    internal sealed record SentRequest(HttpMethod Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body);

    private sealed class Script(ConcurrentQueue<SentRequest> sent, Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            sent.Enqueue(new SentRequest(request.Method, request.RequestUri!.ToString(), headers, body));

            var response = answer(request);
            cancellationToken.ThrowIfCancellationRequested();
            return response;
        }
    }
}

/// <summary>The complete log, including exceptions, for tests that check what must not be logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Line(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Line(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
