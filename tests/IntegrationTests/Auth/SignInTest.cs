namespace Accounts.IntegrationTests.Auth;

/// <summary>The base class of authentication tests: each test has its own clock, issuer and app.</summary>
public abstract class SignInTest : IAsyncLifetime
{
    internal ManualClock Clock { get; } = new();

    internal Issuer Clerk { get; private set; } = null!;

    internal ProbeApp App { get; private set; } = null!;

    private protected virtual (string Name, string Value)[] Settings => [];

    public async ValueTask InitializeAsync()
    {
        Clerk = await Issuer.StartAsync(Clock);
        App = await ProbeApp.StartAsync(Clerk.Address, Clock, Settings);
        (await App.Keys.LoadAsync()).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        await Clerk.DisposeAsync();
    }
}
