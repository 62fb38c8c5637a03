namespace Accounts.Infrastructure.AmazonAds.Resilience;

internal static class RetryAfter
{
    /// <summary>
    /// What Amazon asks us to wait; null when it asks for nothing usable. It documents whole seconds, and often sends nothing;
    /// a date is measured against the answer's own, for our clock may differ. Source: Amazon Ads API, rate limiting; RFC 9110 §10.2.3.
    /// </summary>
    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider clock)
    {
        var asked = response?.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - (response?.Headers.Date ?? clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }
}
