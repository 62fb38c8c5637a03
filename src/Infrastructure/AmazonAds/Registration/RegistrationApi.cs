using Accounts.Application.Common.Ports;
using Accounts.Application.Registration;
using Accounts.Domain.Common;
using Accounts.Domain.Registration;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.Infrastructure.AmazonAds.Registration;

internal sealed class RegistrationApi(AmazonAdsHttp http) : IRegistrationApi
{
    public Task<Result<RegistrationAnswer>> RegisterAsync(Region region, AmazonLogin login, RegistrationRequest request, CancellationToken ct)
    {
        var call = new AmazonCall(region, CallFamily.AdsAccounts, RegisterRequest.Path, [RegisterResponse.MediaType], login, RetrySafety.Never)
        {
            Sends = RegisterRequest.MediaType,
        };
        return http.PostAsync<RegisterRequest, RegisterResponse, RegistrationAnswer>(
            call, RegistrationTranslator.ToWire(request), RegistrationTranslator.ToAnswer, ct, body =>
                RegistrationTranslator.ToRefusal(request, body));
    }
}
