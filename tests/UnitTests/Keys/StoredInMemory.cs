using Accounts.Application.Common.Ports;
using Accounts.Application.Keys;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Keys;

/// <summary>Stores connections and the canary in memory.</summary>
internal sealed class StoredInMemory : IStoredTokens, IKeyCanaryStore
{
    public const string OldKey = "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY=";
    public const string NewKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

    private readonly SortedDictionary<Guid, (OwnedConnection Owner, TokenPair Pair)> _rows = [];
    private readonly List<OwnedConnection> _byAge = []; // ids created within one millisecond have no defined order
    private readonly Lock _writing = new();

    public KeyCanary? Canary { get; set; }

    /// <summary>A concurrent change that runs once, immediately before the next replacement.</summary>
    public Action<OwnedConnection>? Meanwhile { get; set; }

    public int Replacements { get; private set; }

    public static TokenCipher Cipher(params string[] keys) =>
        new(new KeyRing(Options.Create(new TokenEncryptionOptions { Keys = keys }), TimeProvider.System));

    public OwnedConnection Add(ITokenCipher cipher, string access = "Atza|1", string refresh = "Atzr|1")
    {
        var owner = new OwnedConnection(UserId.New(), ConnectionId.New());
        _byAge.Add(owner);
        Put(owner, cipher, access, refresh);
        return owner;
    }

    public void Put(OwnedConnection owner, ITokenCipher cipher, string access, string refresh) => Put(owner, new TokenPair(
        cipher.Protect(Secret.From(access), TokenBinding.AccessToken(owner.User, owner.Id)),
        cipher.Protect(Secret.From(refresh), TokenBinding.RefreshToken(owner.User, owner.Id))));

    public void Put(OwnedConnection owner, TokenPair pair) => _rows[owner.Id.Value] = (owner, pair);

    public void Remove(OwnedConnection owner) => _rows.Remove(owner.Id.Value);

    public TokenPair PairOf(OwnedConnection owner) => _rows[owner.Id.Value].Pair;

    public Task<IReadOnlyList<OwnedConnection>> ListAsync(ConnectionId? after, int atMost, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OwnedConnection>>(
            [.. _rows.Where(row => after is null || row.Key.CompareTo(after.Value.Value) > 0).Take(atMost).Select(row => row.Value.Owner)]);

    public Task<IReadOnlyList<OwnedConnection>> NewestAsync(int atMost, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OwnedConnection>>([.. _byAge.Where(owner => _rows.ContainsKey(owner.Id.Value)).Reverse().Take(atMost)]);

    public Task<TokenPair?> ReadAsync(OwnedConnection connection, CancellationToken ct)
    {
        lock (_writing) return Task.FromResult(_rows.TryGetValue(connection.Id.Value, out var row) ? row.Pair : null);
    }

    public Task<bool> ReplaceAsync(OwnedConnection connection, TokenPair read, TokenPair pair, CancellationToken ct)
    {
        lock (_writing)
        {
            var meanwhile = Meanwhile;
            Meanwhile = null;
            meanwhile?.Invoke(connection);
            if (!_rows.TryGetValue(connection.Id.Value, out var row) || row.Pair != read) return Task.FromResult(false);

            Replacements++;
            Put(connection, pair);
            return Task.FromResult(true);
        }
    }

    Task<KeyCanary?> IKeyCanaryStore.ReadAsync(CancellationToken ct) => Task.FromResult(Canary);

    public Task AddAsync(ProtectedToken canary, CancellationToken ct)
    {
        Canary ??= new KeyCanary(canary, IsSettled: false);
        return Task.CompletedTask;
    }

    public Task ReplaceAsync(ProtectedToken read, ProtectedToken canary, CancellationToken ct)
    {
        if (Canary?.Text == read) Canary = new KeyCanary(canary, IsSettled: false);
        return Task.CompletedTask;
    }
}
