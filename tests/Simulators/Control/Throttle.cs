namespace Accounts.Simulators.Control;

/// <summary>
/// An undisclosed rate limit, because Amazon does not publish its limits. <paramref name="RetryAfter"/> is <c>none</c> (no header), <c>html</c>
/// (openresty's page, no header) or any header value, usually a number of seconds.
/// </summary>
public sealed record Throttle(string Route, double Rate, int Burst, string RetryAfter = Throttle.None)
{
    public const string None = "none";
    public const string Html = "html";
}

internal sealed class TokenBucket(Throttle throttle, SimulatorClock clock)
{
    private readonly Lock _taking = new();
    private double _tokens = throttle.Burst;
    private DateTimeOffset _filledAt = clock.GetUtcNow();

    public Throttle Throttle => throttle;

    public bool Take()
    {
        lock (_taking)
        {
            var now = clock.GetUtcNow();
            _tokens = Math.Min(throttle.Burst, _tokens + ((now - _filledAt).TotalSeconds * throttle.Rate));
            _filledAt = now;
            if (_tokens < 1) return false;
            _tokens--;
            return true;
        }
    }
}
