using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Accounts.IntegrationTests.Auth;

/// <summary>The parts of a Clerk instance that token validation needs: published keys and tokens.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Subject = "user_2ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Session = "sess_2ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Party = "https://app.example";

    private static readonly SigningKey First = new("ins_one");
    private static readonly SigningKey Second = new("ins_two");

    private readonly WebApplication _app;
    private readonly ManualClock _clock;
    private int _fetches;

    private Issuer(WebApplication app, ManualClock clock)
    {
        _app = app;
        _clock = clock;
        Answer = KeySet;
        app.MapGet("/.well-known/jwks.json", () =>
        {
            Interlocked.Increment(ref _fetches);
            return Answer();
        });
        app.MapGet("/elsewhere", KeySet);
    }

    public SigningKey Key { get; private set; } = First;

    public SigningKey? Previous { get; private set; }

    public Func<IResult> Answer { get; set; }

    public int Fetches => Volatile.Read(ref _fetches);

    public string Address => _app.Urls.Single();

    public static async Task<Issuer> StartAsync(ManualClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new Issuer(builder.Build(), clock);
        await issuer._app.StartAsync();
        return issuer;
    }

    public IResult KeySet()
    {
        JsonArray keys = Previous is null ? [Key.Published()] : [Key.Published(), Previous.Published()];
        return Results.Text(new JsonObject { ["keys"] = keys }.ToJsonString(), "application/json");
    }

    public void Rotate()
    {
        Previous = Key;
        Key = Second;
    }

    public string Token(Action<JsonObject>? change = null, string algorithm = "RS256", string? keyId = null, Action<JsonObject>? header = null) =>
        Key.Sign(Claims(change), algorithm, keyId, header);

    public JsonObject Claims(Action<JsonObject>? change = null)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Address,
            ["sub"] = Subject,
            ["sid"] = Session,
            ["azp"] = Party,
            ["iat"] = now,
            ["nbf"] = now - 5,
            ["exp"] = now + 60,
            ["v"] = 2,
        };
        change?.Invoke(claims);
        return claims;
    }

    public long In(int seconds) => _clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
