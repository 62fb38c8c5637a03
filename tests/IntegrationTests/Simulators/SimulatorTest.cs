using Accounts.Simulators;
using Accounts.TestKit.Contract;

namespace Accounts.IntegrationTests.Simulators;

/// <summary>
/// One simulator for each test: faults and clocks are not shared. Every response must agree with Amazon's documents; requests need not, because
/// these tests send what a client gets wrong.
/// </summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private readonly AmazonContract _contract = new() { ChecksRequests = false };
    private SimulatorHost? _simulators;

    protected SimulatorHost Simulators => _simulators!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The usual options, with the check of the responses.</summary>
    private protected SimulatorOptions ObservedOptions
    {
        get
        {
            var options = AmazonCaller.Options;
            options.Observer = _contract.Check;
            return options;
        }
    }

    private protected AmazonCaller Anonymous => new(Simulators);

    public virtual async ValueTask InitializeAsync() => _simulators = await SimulatorHost.StartAsync(ObservedOptions, Ct);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_simulators is not null) await _simulators.DisposeAsync();
        _contract.Violations.Where(v => !IsIntended(v)).ShouldBeEmpty("A response differs from Amazon's documents.");
    }

    /// <summary>Whether a test lets Amazon respond with what its documents do not allow.</summary>
    protected virtual bool IsIntended(string violation) => false;

    private protected AmazonCaller As(string login) => new(Simulators, Simulators.IssueTokens(login).AccessToken);
}
