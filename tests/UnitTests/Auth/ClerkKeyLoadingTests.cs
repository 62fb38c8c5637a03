using Accounts.Api.Auth;

namespace Accounts.UnitTests.Auth;

public sealed class ClerkKeyLoadingTests : IDisposable
{
    private readonly StubKeys _clerk = new();
    private readonly PausedClock _clock = new();

    public void Dispose() => _clerk.Dispose();

    [Fact]
    public async Task Concurrent_callers_share_one_fetch()
    {
        var sut = _clerk.Sut(_clock);

        var callers = Enumerable.Range(0, 100).Select(n => sut.LookForAsync($"key_{n}")).Append(sut.LoadAsync()).ToArray();
        await _clerk.AnswerAsync(StubKeys.Good);
        await Task.WhenAll(callers);

        _clerk.Fetches.ShouldBe(1);
        sut.Find("one").ShouldNotBeNull();
        sut.Find("two").ShouldBeNull();
        sut.Find(keyId: null).ShouldBeNull();
    }

    [Fact]
    public async Task A_known_key_causes_no_fetch()
    {
        var sut = await LoadedAsync();

        await sut.LookForAsync("one");

        _clerk.Fetches.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_lookup_also_delays_the_next_fetch()
    {
        var sut = await LoadedAsync();

        var look = sut.LookForAsync("two");
        await _clerk.AnswerAsync(body: null);
        await look;
        await sut.LookForAsync("two");

        _clerk.Fetches.ShouldBe(2);
        sut.Find("one").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_background_refresh_polls_frequently_until_keys_are_loaded_and_less_often_afterwards()
    {
        var sut = _clerk.Sut(_clock);
        using var refresh = new ClerkKeyRefresh(sut, _clock);
        await refresh.StartAsync(TestContext.Current.CancellationToken);

        await _clerk.AnswerAsync(body: null);
        (await _clock.EndPauseAsync()).ShouldBe(ClerkKeyRefresh.UntilFirstLoaded);
        sut.Ready.ShouldBeFalse();

        await _clerk.AnswerAsync(StubKeys.Good);
        (await _clock.EndPauseAsync()).ShouldBe(ClerkKeyRefresh.Ordinarily);
        sut.Ready.ShouldBeTrue();

        await _clerk.AnswerAsync("<html>");
        (await _clock.EndPauseAsync()).ShouldBe(ClerkKeyRefresh.WhileClerkIsDown);
        sut.Ready.ShouldBeTrue();

        await _clerk.AnswerAsync(StubKeys.Good);
        await refresh.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task<ClerkSigningKeys> LoadedAsync()
    {
        var sut = _clerk.Sut(_clock);
        var loading = sut.LoadAsync();
        await _clerk.AnswerAsync(StubKeys.Good);
        (await loading).ShouldBeTrue();
        return sut;
    }
}
