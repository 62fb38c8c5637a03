using Accounts.Domain.Common;

namespace Accounts.Domain.DspAdvertisers;

public static class DspErrors
{
    /// <summary>The same error whether or not the advertiser exists.</summary>
    public static readonly Error NotYourAdvertiser =
        new(ErrorKind.Forbidden, "dsp.not_your_advertiser", "This is not one of your DSP advertisers.");

    public static readonly Error AccessDenied =
        new(ErrorKind.Forbidden, "dsp.access_denied", "Amazon does not allow the connected login to do this for the advertiser.");
}
