namespace Accounts.IntegrationTests.Auth;

/// <summary>A test class that signs in: a clock, an issuer and the app that trusts it, fresh for each test.</summary>
public abstract class SignInTest : IAsyncLifetime
{
    internal ManualClock Clock { get; } = new();

    internal Issuer Clerk { get; private set; } = null!;

    internal ProbeApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Clerk = await Issuer.StartAsync(Clock);
        App = await ProbeApp.StartAsync(Clerk.Address, Clock);
        (await App.Keys.LoadAsync()).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        await Clerk.DisposeAsync();
    }
}
