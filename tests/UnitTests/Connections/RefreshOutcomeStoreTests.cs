using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.UnitTests.AmazonAds;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace Accounts.UnitTests.Connections;

/// <summary>Verifies the handling of tokens that cannot be stored.</summary>
public sealed class RefreshOutcomeStoreTests : IDisposable
{
    private static readonly Secret Used = Secret.From("Atzr|used");
    private readonly IConnectionRepository _connections = Substitute.For<IConnectionRepository>();
    private readonly IUnitOfWork _unitOfWork = Substitute.For<IUnitOfWork>();
    private readonly ITokenCipher _cipher = Substitute.For<ITokenCipher>();
    private readonly WaitlessClock _clock = new();
    private readonly LogLines _log = new();
    private readonly OAuthToken _connection =
        OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA,
            new TokenGrant(new ProtectedToken("a"), new ProtectedToken("r"), DateTimeOffset.UnixEpoch, Scope: null), DateTimeOffset.UnixEpoch);

    public RefreshOutcomeStoreTests()
    {
        _connections.FindAsync(default, default, default).ReturnsForAnyArgs(_connection);
        _unitOfWork.SaveChangesAsync(default).ReturnsForAnyArgs(Task.FromException(new InvalidOperationException("away")));
    }

    [Fact]
    public async Task A_new_refresh_token_is_retried_for_minutes_and_its_loss_is_logged_as_critical()
    {
        var error = await RefreshAsync(Secret.From("Atzr|new"));

        error.ShouldBe(ConnectionErrors.ReauthorizationRequired);
        _clock.Delays.Sum(d => d.TotalMinutes).ShouldBeGreaterThan(2);
        _log.Text.ShouldContain("Critical");
        _log.Text.ShouldContain("token_lost");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Atzr|used")]
    public async Task Storing_an_unchanged_refresh_token_is_retried_for_seconds_and_logs_no_loss(string? refresh)
    {
        var error = await RefreshAsync(refresh is null ? null : Secret.From(refresh));

        error.ShouldBe(ConnectionErrors.RefreshUnavailable);
        _clock.Delays.Sum(d => d.TotalSeconds).ShouldBeInRange(5, 10);
        _log.Text.ShouldNotContain("token_lost");
    }

    [Fact]
    public async Task New_tokens_of_a_deleted_user_are_dropped_at_once_and_no_loss_is_logged()
    {
        _unitOfWork.SaveChangesAsync(default).ReturnsForAnyArgs(Task.FromException(new UserDeletedException()));

        await Should.ThrowAsync<UserDeletedException>(() => RefreshAsync(Secret.From("Atzr|new")));

        _clock.Delays.ShouldBeEmpty();
        _log.Text.ShouldBeEmpty();
    }

    public void Dispose() => _log.Dispose();

    private async Task<Error?> RefreshAsync(Secret? refresh)
    {
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var store = new RefreshOutcomeStore(new ConnectionStore(_connections, Substitute.For<IAuditTrail>(), _unitOfWork), _clock,
            logs.CreateLogger<RefreshOutcomeStore>());
        var outcome = new RefreshOutcome(store, _cipher, Substitute.For<IKeyCheck>(), logs.CreateLogger<RefreshOutcome>());
        _cipher.TryUnprotect(default, Arg.Any<TokenBinding>(), out Arg.Any<Secret>()).ReturnsForAnyArgs(call =>
        {
            call[2] = Used;
            return true;
        });
        var lease = new RefreshLease(Region.NA, new ProtectedToken("r"), _clock.GetUtcNow(), Owner: null!);
        return await outcome.RefreshedAsync(
            new SentRefresh(_connection.UserId, _connection.Id, lease, Used, "auto"),
            new IssuedTokens(Secret.From("Atza|new"), refresh, TimeSpan.FromHours(1)));
    }
}
