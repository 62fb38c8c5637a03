using System.Collections.Concurrent;

namespace Accounts.DashboardTests.Harness;

/// <summary>
/// Records what no page of the dashboard may do: console errors, uncaught exceptions, violations of the content security policy, and
/// requests to any host except the API and the simulators.
/// </summary>
internal sealed class PageFindings
{
    /// <summary>A report-only policy does not show its violations in the console.</summary>
    public const string Script =
        "addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.effectiveDirective} blocked ${e.blockedURI} ${e.sourceFile}`));";

    private readonly ConcurrentQueue<string> _found = [];
    private readonly ConcurrentBag<string> _expected = [];
    private readonly string _api;
    private readonly string _simulators;

    public PageFindings(DashboardWorld world, IBrowserContext context)
    {
        _api = world.Address.Authority;
        _simulators = world.Amazon.Address.Authority;
        context.Console += (_, message) => Read(message);
        context.WebError += (_, error) => _found.Enqueue($"uncaught: {error.Error}");
        context.Request += (_, request) => Read(new Uri(request.Url));
    }

    public IEnumerable<string> All => _found.Where(found => !_expected.Any(part => found.Contains(part, StringComparison.Ordinal)));

    public void Expect(string consoleText) => _expected.Add(consoleText);

    private void Read(IConsoleMessage message)
    {
        if (message.Type == "error") _found.Enqueue($"console: {message.Text} ({message.Location})");
    }

    private void Read(Uri address)
    {
        if (address.Scheme is "http" or "https" or "ws" or "wss" && address.Authority != _api && address.Authority != _simulators)
            _found.Enqueue($"request to another host: {address}");
    }
}
