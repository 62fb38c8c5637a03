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
    public async Task An_empty_database_accepts_the_first_keys_and_refuses_later_ones()
    {
        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Right);
        (await CheckAsync(NewKey)).ShouldBe(KeyVerdict.Wrong);
        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Right);
    }

    [Fact]
    public async Task The_right_key_is_accepted_in_second_position()
    {
        await CheckAsync(OldKey);

        (await CheckAsync(NewKey, OldKey)).ShouldBe(KeyVerdict.Right);
    }

    [Fact]
    public async Task Keys_that_read_no_token_are_wrong_and_store_no_canary()
    {
        for (var i = 0; i < 30; i++) _stored.Add(Cipher(OldKey));

        (await CheckAsync(NewKey)).ShouldBe(KeyVerdict.Wrong);

        _stored.Canary.ShouldBeNull();
    }

    [Fact]
    public async Task One_readable_token_among_the_newest_confirms_the_keys_if_no_canary_exists()
    {
        for (var i = 0; i < 30; i++) _stored.Add(Cipher(NewKey));
        var half = _stored.Add(Cipher(OldKey));
        _stored.Put(half, _stored.PairOf(half) with { Access = new ProtectedToken("broken") });

        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Right);

        _stored.Canary.ShouldNotBeNull().IsReadable(Cipher(OldKey)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_keys_of_an_instance_are_wrong_if_another_stores_its_canary_first()
    {
        var canaries = Substitute.For<IKeyCanaryStore>();
        canaries.ReadAsync(Arg.Any<CancellationToken>()).Returns((KeyCanary?)null, new KeyCanary(KeyCanary.New(Cipher(NewKey)), IsSettled: false));

        (await Check(canaries, OldKey).CheckAsync(CancellationToken.None)).ShouldBe(KeyVerdict.Wrong);
    }

    [Fact]
    public async Task Readable_text_that_is_not_the_canary_is_refused()
    {
        _stored.Canary = new KeyCanary(Cipher(OldKey).Protect(Secret.From("Atzr|token"), TokenBinding.KeyCanary), IsSettled: true);

        (await CheckAsync(OldKey)).ShouldBe(KeyVerdict.Wrong);
    }

    [Fact]
    public async Task The_verdict_is_unknown_until_the_database_responds()
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
    public async Task An_unreadable_token_changes_no_connection_unless_the_keys_are_confirmed(KeyVerdict verdict)
    {
        var (connections, keys) = (Substitute.For<IConnectionRepository>(), Substitute.For<IKeyCheck>());
        keys.Verdict.Returns(verdict);
        var store = new RefreshOutcomeStore(
            new ConnectionStore(connections, Substitute.For<IAuditTrail>(), Substitute.For<IUnitOfWork>()), TimeProvider.System,
            NullLogger<RefreshOutcomeStore>.Instance);
        var outcome = new RefreshOutcome(store, Substitute.For<ITokenCipher>(), keys, NullLogger<RefreshOutcome>.Instance);

        var error = await outcome.UnreadableAsync(UserId.New(), ConnectionId.New(), TimeProvider.System.GetUtcNow());

        error.ShouldBe(ConnectionErrors.RefreshUnavailable);
        connections.ReceivedCalls().ShouldBeEmpty();
    }

    private Task<KeyVerdict> CheckAsync(params string[] keys) => Check(_stored, keys).CheckAsync(CancellationToken.None);

    private KeyCheck Check(IKeyCanaryStore canaries, params string[] keys) => new(canaries, _stored, Cipher(keys), NullLogger<KeyCheck>.Instance);
}
