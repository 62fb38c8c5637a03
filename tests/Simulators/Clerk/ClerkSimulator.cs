using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accounts.Simulators.Clerk;

/// <summary>A simulated Clerk instance with people, sessions, keys and tokens.</summary>
public sealed class ClerkSimulator : IDisposable
{
    private readonly ClerkKeys _keys = new();
    private readonly ConcurrentDictionary<string, ClerkPerson> _people = [];
    private readonly ConcurrentDictionary<string, ClerkOrganization> _organizations = [];
    private readonly SimulatorOptions _options;
    private readonly SimulatorClock _clock;

    internal ClerkSimulator(SimulatorOptions options, SimulatorClock clock)
    {
        _options = options;
        _clock = clock;
        Ada = Admit(new ClerkPerson("user_2ADAxlovelace1815demo00001", "Ada", "Lovelace", "ada@example.com"));
        Grace = Admit(new ClerkPerson("user_2GRACExhopper1906demo0001", "Grace", "Hopper", "grace@example.com"));
    }

    public ClerkPerson Ada { get; }

    public ClerkPerson Grace { get; }

    /// <summary>The exact <c>iss</c>; the keys are at <c>{Issuer}/.well-known/jwks.json</c>.</summary>
    public string Issuer { get; internal set; } = "";

    internal IReadOnlyList<ClerkKey> Keys => _keys.Published;

    /// <summary>Creates a person who has never signed in.</summary>
    public ClerkPerson NewPerson()
    {
        var id = ClerkIds.New("user_");
        return Admit(new ClerkPerson(id, "Test", id[^6..], $"{id[^12..].ToLowerInvariant()}@example.com"));
    }

    /// <summary>Issues a session token that is valid for 60 seconds, modified by the caller.</summary>
    public string TokenFor(ClerkPerson person, Action<ClerkTokenShape>? change = null) =>
        Token(person, ClerkIds.New("sess_"), _options.AuthorizedParty, _clock.GetUtcNow(), change);

    /// <summary>Sets the active organization of a person in every further token; null for none.</summary>
    public void SetOrganization(ClerkPerson person, ClerkOrganization? organization)
    {
        if (organization is null) _organizations.TryRemove(person.UserId, out _);
        else _organizations[person.UserId] = organization;
    }

    /// <summary>Rotates to a new signing key. Old keys stay published unless specified otherwise.</summary>
    public void RotateKey(bool keepOld = true) => _keys.Rotate(keepOld);

    public void Dispose() => _keys.Dispose();

    internal ClerkPerson? Find(string? nameOrId) => nameOrId?.ToLowerInvariant() switch
    {
        null => null,
        "ada" => Ada,
        "grace" => Grace,
        _ => _people.GetValueOrDefault(nameOrId),
    };

    internal string TokenFor(ClerkSession session, string? origin) =>
        Token(session.Person, session.Id, origin ?? _options.AuthorizedParty, session.StartedAt, change: null);

    private string Token(ClerkPerson person, string sessionId, string authorizedParty, DateTimeOffset startedAt, Action<ClerkTokenShape>? change)
    {
        var now = _clock.GetUtcNow();
        var shape = new ClerkTokenShape(new JsonObject
        {
            ["azp"] = authorizedParty,
            ["fva"] = new JsonArray((int)(now - startedAt).TotalMinutes, -1),
            ["iss"] = Issuer,
            ["jti"] = Guid.CreateVersion7().ToString("N")[^20..],
            ["sid"] = sessionId,
            ["sts"] = "active",
            ["sub"] = person.UserId,
            ["v"] = 2,
        }).IssuedAt(now);
        if (_organizations.TryGetValue(person.UserId, out var organization)) organization.AddTo(shape.Claims);
        change?.Invoke(shape);
        return Sign(shape, now);
    }

    private string Sign(ClerkTokenShape shape, DateTimeOffset now)
    {
        var key = _keys.Of(shape.Signer);
        var header = new JsonObject { ["alg"] = shape.Algorithm, ["kid"] = key.Id, ["oiat"] = now.ToUnixTimeSeconds(), ["typ"] = "JWT" };
        foreach (var (name, value) in shape.Header)
        {
            header.Remove(name);
            if (value is not null) header[name] = value.DeepClone();
        }

        var signed = $"{Encode(header)}.{Encode(shape.Claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed), shape.Algorithm))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part, Json.Options));

    private ClerkPerson Admit(ClerkPerson person) => _people[person.UserId] = person;
}
