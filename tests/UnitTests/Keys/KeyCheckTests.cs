using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Connections.Refresh;
using Accounts.Application.Keys;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using static Accounts.UnitTests.Keys.StoredInMemory;

namespace Accounts.UnitTests.Keys;

public sealed class KeyCheckTests
{
    private readonly StoredInMemory _stored = new();

    [Fact]
    public async Task An_empty_database_takes_the_keys_it_meets_first_and_no_others_after()
    {
        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Right);
        (await CheckAsync(NewKey)).ShouldBe(KeyVerdict.Wrong);
        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Right);
    }

    [Fact]
    public async Task The_right_key_may_stand_in_second_place()
    {
        await CheckAsync(OldKey);

        (await CheckAsync(NewKey, OldKey)).ShouldBe(KeyVerdict.Right);
    }

    [Fact]
    public async Task Without_a_canary_keys_that_open_no_token_are_wrong_and_are_not_written_down()
    {
        for (var i = 0; i < 30; i++) _stored.Add(Cipher(OldKey));

        (await CheckAsync(NewKey)).ShouldBe(KeyVerdict.Wrong);

        _stored.Canary.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_canary_one_readable_token_among_the_newest_is_enough()
    {
        for (var i = 0; i < 30; i++) _stored.Add(Cipher(NewKey));
        var half = _stored.Add(Cipher(OldKey));
        _stored.Put(half, _stored.PairOf(half) with { Access = new ProtectedToken("broken") });

        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Right);

        _stored.Canary.ShouldNotBeNull().IsReadable(Cipher(OldKey)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_instances_that_are_first_at_once_one_must_give_way()
    {
        var canaries = Substitute.For<IKeyCanaryStore>();
        canaries.ReadAsync(Arg.Any<CancellationToken>()).Returns((KeyCanary?)null, new KeyCanary(KeyCanary.New(Cipher(NewKey)), IsSettled: false));

        (await Check(canaries, OldKey).CheckAsync(CancellationToken.None)).ShouldBe(KeyVerdict.Wrong);
    }

    [Fact]
    public async Task A_text_that_opens_and_is_no_canary_is_none()
    {
        _stored.Canary = new KeyCanary(Cipher(OldKey).Protect(Secret.From("Atzr|token"), TokenBinding.KeyCanary), IsSettled: true);

        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Wrong);
    }

    [Fact]
    public async Task A_database_that_is_away_leaves_it_unknown_until_it_answers()
    {
        var canaries = Substitute.For<IKeyCanaryStore>();
        canaries.ReadAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new TimeoutException());
        var check = Check(canaries, OldKey);
        (await check.CheckAsync(CancellationToken.None)).ShouldBe(KeyVerdict.Unknown);

        canaries.ReadAsync(Arg.Any<CancellationToken>()).Returns(new KeyCanary(KeyCanary.New(Cipher(OldKey)), IsSettled: true));
        (await check.CheckAsync(CancellationToken.None)).ShouldBe(KeyVerdict.Right);
        check.Verdict.ShouldBe(KeyVerdict.Right);
    }

    [Theory]
    [InlineData(KeyVerdict.Unknown)]
    [InlineData(KeyVerdict.Wrong)]
    public async Task Unless_the_keys_are_the_right_ones_an_unreadable_token_is_held_against_nobody(KeyVerdict verdict)
    {
        var (connections, keys) = (Substitute.For<IConnectionRepository>(), Substitute.For<IKeyCheck>());
        keys.Verdict.Returns(verdict);
        var store = new RefreshOutcomeStore(
            new ConnectionStore(connections, Substitute.For<IAuditTrail>(), Substitute.For<IUnitOfWork>()), TimeProvider.System, NullLogger<RefreshOutcomeStore>.Instance);
        var outcome = new RefreshOutcome(store, Substitute.For<ITokenCipher>(), keys, NullLogger<RefreshOutcome>.Instance);

        var error = await outcome.UnreadableAsync(UserId.New(), ConnectionId.New(), TimeProvider.System.GetUtcNow());

        error.ShouldBe(ConnectionErrors.RefreshUnavailable);
        connections.ReceivedCalls().ShouldBeEmpty();
    }

    private Task<KeyVerdict> CheckAsync(params string[] keys) => Check(_stored, keys).CheckAsync(CancellationToken.None);

    private KeyCheck Check(IKeyCanaryStore canaries, params string[] keys) => new(canaries, _stored, Cipher(keys), NullLogger<KeyCheck>.Instance);
}
