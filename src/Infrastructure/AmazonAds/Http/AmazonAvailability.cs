using Accounts.Application.Common.Ports;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>Remembers how the last call went, for the health page.</summary>
internal sealed class AmazonAvailability : IAmazonAvailability
{
    private volatile bool _isDown;

    public bool IsUp => !_isDown;

    public void Answered(HttpResponseMessage response) => _isDown = (int)response.StatusCode >= 500;

    public void Unanswered() => _isDown = true;
}
