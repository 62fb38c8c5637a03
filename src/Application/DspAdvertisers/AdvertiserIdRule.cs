using Accounts.Application.Common;
using FluentValidation;

namespace Accounts.Application.DspAdvertisers;

internal static class AdvertiserIdRule
{
    /// <summary>Amazon's ids of DSP advertisers consist of digits.</summary>
    public static void IsAdvertiserId<T>(this IRuleBuilder<T, string> rule) => rule.Matches(@"^[0-9]+\z").Malformed("advertiser_id", "format");
}
