using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Api.Auth;

/// <summary>
/// Clerk's signing keys. An unknown key id may mean that Clerk has rotated its keys, so the keys are loaded again; because anyone can send
/// unknown ids, at most once in five minutes. While Clerk is unavailable, the last keys stay in use for a day.
/// </summary>
internal sealed partial class ClerkSigningKeys(
    IHttpClientFactory http, IOptions<ClerkOptions> options, TimeProvider clock, ILogger<ClerkSigningKeys> logger)
{
    public const string HttpClientName = "clerk-keys";
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan ServeWithoutContact = TimeSpan.FromHours(24);

    private readonly Lock _deciding = new();
    private ClerkKeySet? _keys;
    private DateTimeOffset? _lastLook;
    private Task<bool>? _loading;

    /// <summary>Whether session tokens can be verified: keys were loaded within the last 24 hours.</summary>
    public bool Ready => Usable is not null;

    private ClerkKeySet? Usable => Volatile.Read(ref _keys) is { } keys && clock.GetUtcNow() - keys.LoadedAt <= ServeWithoutContact ? keys : null;

    public SecurityKey? Find(string? keyId) => keyId is null ? null : Usable?.Keys.GetValueOrDefault(keyId);

    /// <summary>Loads the keys if the key id is unknown, unless they were loaded a short time ago.</summary>
    public Task LookForAsync(string keyId) => Find(keyId) is null ? LookOnce() : Task.CompletedTask;

    /// <summary>Loads the keys, or joins a running load. Returns false if Clerk's response was unusable.</summary>
    public Task<bool> LoadAsync()
    {
        lock (_deciding) return _loading is { IsCompleted: false } running ? running : _loading = Task.Run(FetchAsync);
    }

    private Task<bool> LookOnce()
    {
        lock (_deciding)
        {
            if (_loading is { IsCompleted: false }) return _loading;

            var now = clock.GetUtcNow();
            if (now - _lastLook < BetweenLooks) return Task.FromResult(false);

            _lastLook = now;
            return LoadAsync();
        }
    }

    private async Task<bool> FetchAsync()
    {
        try
        {
            using var client = http.CreateClient(HttpClientName);
            var answer = await client.GetByteArrayAsync(options.Value.SigningKeysAddress);
            Volatile.Write(ref _keys, ClerkKeySet.Parse(Encoding.UTF8.GetString(answer), clock.GetUtcNow()));
            return true;
        }
        catch (Exception exception)
        {
            // An unusable response counts as no response.
            LogNotLoaded(exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Clerk's signing keys could not be loaded: {Reason}")]
    private partial void LogNotLoaded(string reason);
}
