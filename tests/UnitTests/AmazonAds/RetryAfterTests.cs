using System.Net;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class RetryAfterTests
{
    private static readonly WaitlessClock Clock = new();

    [Theory]
    [InlineData("3", 3)]
    [InlineData("Sun, 22 Nov 2026 12:00:03 GMT", 3)]
    [InlineData("Sun, 22 Nov 2026 12:00:00 GMT", null)]
    [InlineData("Sun, 22 Nov 2026 11:59:59 GMT", null)]
    [InlineData("0", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void A_valid_retry_after_in_the_future_is_read(string? header, int? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (header is not null) response.Headers.TryAddWithoutValidation("Retry-After", header);

        RetryAfter.Of(response, Clock).ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Fact]
    public void A_missing_response_has_no_retry_after() => RetryAfter.Of(response: null, Clock).ShouldBeNull();
}
