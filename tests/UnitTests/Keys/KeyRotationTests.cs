using Accounts.Application.Common.Ports;
using Accounts.Application.Keys;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.TokenProtection;
using static Accounts.UnitTests.Keys.StoredInMemory;

namespace Accounts.UnitTests.Keys;

public sealed class KeyRotationTests
{
    private readonly TokenCipher _old = Cipher(OldKey);
    private readonly TokenCipher _new = Cipher(NewKey);
    private readonly TokenCipher _both = Cipher(NewKey, OldKey);
    private readonly StoredInMemory _stored = new();

    [Fact]
    public async Task Everything_readable_comes_under_the_first_key_and_keeps_its_meaning()
    {
        OwnedConnection[] owners = [.. Enumerable.Range(0, 1200).Select(i => _stored.Add(_old, $"Atza|{i}", $"Atzr|{i}"))];

        (await RunAsync()).ShouldBe(new KeyRotationCount(Rewritten: 1200, Current: 0, Unreadable: 0));

        for (var i = 0; i < owners.Length; i++) Read(owners[i]).ShouldBe(($"Atza|{i}", $"Atzr|{i}"));
    }

    [Fact]
    public async Task What_is_under_the_first_key_already_is_not_written_again()
    {
        _stored.Add(_new);

        (await RunAsync()).ShouldBe(new KeyRotationCount(0, Current: 1, 0));

        _stored.Replacements.ShouldBe(0);
    }

    [Fact]
    public async Task A_refresh_that_stores_meanwhile_wins_and_its_tokens_are_rotated_too()
    {
        var owner = _stored.Add(_old, "Atza|before", "Atzr|before");
        _stored.Meanwhile = o => _stored.Put(o, _old, "Atza|refreshed", "Atzr|refreshed");

        (await RunAsync()).ShouldBe(new KeyRotationCount(Rewritten: 1, 0, 0));

        Read(owner).ShouldBe(("Atza|refreshed", "Atzr|refreshed"));
    }

    [Fact]
    public async Task A_connection_that_is_revoked_meanwhile_stays_so()
    {
        _stored.Add(_old);
        _stored.Meanwhile = _stored.Remove;

        (await RunAsync()).ShouldBe(new KeyRotationCount(0, 0, 0));

        (await _stored.ListAsync(null, 1, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_no_key_opens_stays_as_it_is_and_costs_its_neighbour_nothing()
    {
        var owner = _stored.Add(_old, "Atza|good", "Atzr|good");
        var broken = new ProtectedToken("Atza|plain");
        _stored.Put(owner, _stored.PairOf(owner) with { Access = broken });

        (await RunAsync()).ShouldBe(new KeyRotationCount(0, 0, Unreadable: 1));

        var pair = _stored.PairOf(owner);
        pair.Access.ShouldBe(broken);
        _new.TryUnprotect(pair.Refresh!.Value, TokenBinding.RefreshToken(owner.User, owner.Id), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_absent_token_stays_absent()
    {
        var owner = _stored.Add(_old);
        _stored.Put(owner, _stored.PairOf(owner) with { Access = null });

        (await RunAsync()).ShouldBe(new KeyRotationCount(Rewritten: 1, 0, 0));

        _stored.PairOf(owner).Access.ShouldBeNull();
    }

    [Fact]
    public async Task The_canary_is_brought_under_the_first_key_when_all_is_done()
    {
        _stored.Canary = new KeyCanary(KeyCanary.New(_old), IsSettled: true);

        await RunAsync();

        _stored.Canary.IsReadable(_new).ShouldBeTrue();
    }

    [Fact]
    public async Task A_rotation_that_is_broken_off_leaves_the_canary_where_it_was()
    {
        _stored.Canary = new KeyCanary(KeyCanary.New(_old), IsSettled: true);
        _stored.Add(_old);
        using var stop = new CancellationTokenSource();
        _stored.Meanwhile = _ => stop.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(() => Rotation(_both).RunAsync(progress: null, stop.Token));

        _stored.Canary.IsReadable(_old).ShouldBeTrue();
    }

    [Fact]
    public async Task Wrong_keys_change_nothing_and_not_the_canary_either()
    {
        _stored.Canary = new KeyCanary(KeyCanary.New(_old), IsSettled: true);
        _stored.Add(_old);

        (await Rotation(_new).RunAsync(progress: null, CancellationToken.None)).ShouldBe(new KeyRotationCount(0, 0, Unreadable: 1));

        _stored.Replacements.ShouldBe(0);
        _stored.Canary.IsReadable(_old).ShouldBeTrue();
    }

    [Theory]
    [InlineData(OldKey, true, true)]
    [InlineData(OldKey, false, true)]
    [InlineData(NewKey, false, true)]
    [InlineData(NewKey, true, false)]
    public async Task Is_due_until_the_canary_has_been_under_the_first_key_for_a_day(string key, bool isSettled, bool isDue)
    {
        _stored.Canary = new KeyCanary(KeyCanary.New(Cipher(key)), isSettled);

        (await Rotation(_both).IsDueAsync(CancellationToken.None)).ShouldBe(isDue);
    }

    [Fact]
    public async Task Is_never_due_for_keys_that_do_not_open_the_canary()
    {
        (await Rotation(_new).IsDueAsync(CancellationToken.None)).ShouldBeFalse();

        _stored.Canary = new KeyCanary(KeyCanary.New(_old), IsSettled: false);
        (await Rotation(_new).IsDueAsync(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Progress_is_told_after_each_batch()
    {
        for (var i = 0; i < 1200; i++) _stored.Add(_old);
        var told = new Told();

        await Rotation(_both).RunAsync(told, CancellationToken.None);

        told.Counts.Select(c => c.Connections).ShouldBe([500, 1000, 1200]);
    }

    private Task<KeyRotationCount> RunAsync() => Rotation(_both).RunAsync(progress: null, CancellationToken.None);

    private KeyRotation Rotation(TokenCipher cipher) => new(_stored, _stored, cipher);

    /// <summary>As an instance sees it that has the new key alone.</summary>
    private (string Access, string Refresh) Read(OwnedConnection owner)
    {
        var pair = _stored.PairOf(owner);
        _new.TryUnprotect(pair.Access!.Value, TokenBinding.AccessToken(owner.User, owner.Id), out var access).ShouldBeTrue();
        _new.TryUnprotect(pair.Refresh!.Value, TokenBinding.RefreshToken(owner.User, owner.Id), out var refresh).ShouldBeTrue();
        return (access.Reveal(), refresh.Reveal());
    }

    private sealed class Told : IProgress<KeyRotationCount>
    {
        public List<KeyRotationCount> Counts { get; } = [];

        public void Report(KeyRotationCount value) => Counts.Add(value);
    }
}
