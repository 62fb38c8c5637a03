using Accounts.Simulators;

namespace Accounts.IntegrationTests.Simulators;

/// <summary>One simulator for each test: faults and clocks are not shared.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private SimulatorHost? _simulators;

    protected SimulatorHost Simulators => _simulators!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected AmazonCaller Anonymous => new(Simulators);

    public virtual async ValueTask InitializeAsync() => _simulators = await SimulatorHost.StartAsync(AmazonCaller.Options, Ct);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_simulators is not null) await _simulators.DisposeAsync();
    }

    private protected AmazonCaller As(string login) => new(Simulators, Simulators.IssueTokens(login).AccessToken);
}
