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
    public async Task Every_readable_token_is_re_encrypted_with_the_first_key_and_keeps_its_value()
    {
        OwnedConnection[] owners = [.. Enumerable.Range(0, 1200).Select(i => _stored.Add(_old, $"Atza|{i}", $"Atzr|{i}"))];

        (await RunAsync()).ShouldBe(new KeyRotationCount(Rewritten: 1200, Current: 0, Unreadable: 0));

        for (var i = 0; i < owners.Length; i++) Read(owners[i]).ShouldBe(($"Atza|{i}", $"Atzr|{i}"));
    }

    [Fact]
    public async Task A_token_already_under_the_first_key_is_not_rewritten()
    {
        _stored.Add(_new);

        (await RunAsync()).ShouldBe(new KeyRotationCount(0, Current: 1, 0));

        _stored.Replacements.ShouldBe(0);
    }

    [Fact]
    public async Task Tokens_of_a_concurrent_refresh_are_kept_and_rotated()
    {
        var owner = _stored.Add(_old, "Atza|before", "Atzr|before");
        _stored.Meanwhile = o => _stored.Put(o, _old, "Atza|refreshed", "Atzr|refreshed");

        (await RunAsync()).ShouldBe(new KeyRotationCount(Rewritten: 1, 0, 0));

        Read(owner).ShouldBe(("Atza|refreshed", "Atzr|refreshed"));
    }

    [Fact]
    public async Task A_connection_revoked_during_rotation_stays_revoked()
    {
        _stored.Add(_old);
        _stored.Meanwhile = _stored.Remove;

        (await RunAsync()).ShouldBe(new KeyRotationCount(0, 0, 0));

        (await _stored.ListAsync(null, 1, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_deletion_of_a_user_does_not_stop_the_rotation()
    {
        _stored.Add(_old);
        _stored.Add(_old);
        _stored.Meanwhile = _ => throw new UserDeletedException();

        (await RunAsync()).ShouldBe(new KeyRotationCount(Rewritten: 1, 0, 0));
    }

    [Fact]
    public async Task An_unreadable_token_is_unchanged_and_the_other_token_of_its_row_is_rotated()
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
    public async Task A_completed_rotation_re_encrypts_the_canary()
    {
        _stored.Canary = new KeyCanary(KeyCanary.New(_old), IsSettled: true);

        await RunAsync();

        _stored.Canary.IsReadable(_new).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_rotation_keeps_the_canary_under_the_old_key()
    {
        _stored.Canary = new KeyCanary(KeyCanary.New(_old), IsSettled: true);
        _stored.Add(_old);
        using var stop = new CancellationTokenSource();
        _stored.Meanwhile = _ => stop.Cancel();

        await Should.ThrowAsync<OperationCanceledException>(() => Rotation(_both).RunAsync(progress: null, stop.Token));

        _stored.Canary.IsReadable(_old).ShouldBeTrue();
    }

    [Fact]
    public async Task Rotation_with_wrong_keys_changes_neither_tokens_nor_canary()
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
    public async Task Rotation_is_due_until_the_canary_has_settled_under_the_first_key(string key, bool isSettled, bool isDue)
    {
        _stored.Canary = new KeyCanary(KeyCanary.New(Cipher(key)), isSettled);

        (await Rotation(_both).IsDueAsync(CancellationToken.None)).ShouldBe(isDue);
    }

    [Fact]
    public async Task Rotation_is_not_due_without_a_canary_that_the_keys_can_read()
    {
        (await Rotation(_new).IsDueAsync(CancellationToken.None)).ShouldBeFalse();

        _stored.Canary = new KeyCanary(KeyCanary.New(_old), IsSettled: false);
        (await Rotation(_new).IsDueAsync(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Progress_is_reported_after_each_batch()
    {
        for (var i = 0; i < 1200; i++) _stored.Add(_old);
        var progress = new RecordedProgress();

        await Rotation(_both).RunAsync(progress, CancellationToken.None);

        progress.Counts.Select(c => c.Connections).ShouldBe([500, 1000, 1200]);
    }

    private Task<KeyRotationCount> RunAsync() => Rotation(_both).RunAsync(progress: null, CancellationToken.None);

    private KeyRotation Rotation(TokenCipher cipher) => new(_stored, _stored, cipher);

    /// <summary>Reads the tokens with the new key alone.</summary>
    private (string Access, string Refresh) Read(OwnedConnection owner)
    {
        var pair = _stored.PairOf(owner);
        _new.TryUnprotect(pair.Access!.Value, TokenBinding.AccessToken(owner.User, owner.Id), out var access).ShouldBeTrue();
        _new.TryUnprotect(pair.Refresh!.Value, TokenBinding.RefreshToken(owner.User, owner.Id), out var refresh).ShouldBeTrue();
        return (access.Reveal(), refresh.Reveal());
    }

    private sealed class RecordedProgress : IProgress<KeyRotationCount>
    {
        public List<KeyRotationCount> Counts { get; } = [];

        public void Report(KeyRotationCount value) => Counts.Add(value);
    }
}
