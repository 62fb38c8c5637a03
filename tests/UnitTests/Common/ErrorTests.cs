using Accounts.Application.Common.Ports;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.Lwa;

namespace Accounts.UnitTests.Common;

public sealed class ErrorTests
{
    [Fact]
    public void An_error_with_a_retry_delay_has_the_same_code() =>
        (AmazonErrors.Rejected with { RetryAfter = TimeSpan.FromSeconds(3) }).Is(AmazonErrors.Rejected).ShouldBeTrue();

    [Fact]
    public void Errors_with_different_codes_do_not_match() => AmazonErrors.Rejected.Is(AmazonErrors.InvalidAnswer).ShouldBeFalse();

    [Fact]
    public void A_rejected_exchange_maps_to_exchange_failed_even_with_a_retry_delay() =>
        LwaTranslator.OfExchange(AmazonErrors.Rejected with { RetryAfter = TimeSpan.FromSeconds(3) }).Is(ConnectionErrors.ExchangeFailed)
            .ShouldBeTrue();
}
