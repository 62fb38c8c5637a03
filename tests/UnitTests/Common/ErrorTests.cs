using Accounts.Application.Common.Ports;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.Lwa;

namespace Accounts.UnitTests.Common;

public sealed class ErrorTests
{
    [Fact]
    public void An_error_with_a_waiting_time_is_the_same_error() =>
        (AmazonErrors.Rejected with { RetryAfter = TimeSpan.FromSeconds(3) }).Is(AmazonErrors.Rejected).ShouldBeTrue();

    [Fact]
    public void Errors_with_different_codes_are_different() => AmazonErrors.Rejected.Is(AmazonErrors.InvalidAnswer).ShouldBeFalse();

    [Fact]
    public void A_refused_exchange_is_recognized_whatever_the_error_carries() =>
        LwaTranslator.OfExchange(AmazonErrors.Rejected with { RetryAfter = TimeSpan.FromSeconds(3) }).Is(ConnectionErrors.ExchangeFailed).ShouldBeTrue();
}
