using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Accounts.Domain.Common;

namespace Accounts.Application.Common.Features;

/// <summary>
/// For whom each feature is on: <c>true</c>, <c>false</c>, or a share of the users such as <c>25%</c>. The same key in <c>application_config</c>
/// overrides it, without a restart.
/// </summary>
public sealed class FeatureOptions : IValidatableObject
{
    public const string Section = "Features";

    public string Registration { get; init; } = "true";

    public string AutoSync { get; init; } = "true";

    public string DspSeats { get; init; } = "true";

    public string DspCampaigns { get; init; } = "true";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from feature in Enum.GetValues<Feature>()
        where Rollout.Parse(TextOf(feature)) is null
        select new ValidationResult($"{Section}:{feature} must be true, false, or a share such as 25%.");

    /// <summary>The features that are on for at least some users, unless <c>application_config</c> has another value.</summary>
    public IEnumerable<Feature> Offered => Enum.GetValues<Feature>().Where(feature => !Of(feature).IsForNobody);

    internal Rollout Of(Feature feature) => Rollout.Parse(TextOf(feature)) ?? throw new UnreachableException("The options are validated.");

    private string TextOf(Feature feature) => feature switch
    {
        Feature.Registration => Registration,
        Feature.AutoSync => AutoSync,
        Feature.DspSeats => DspSeats,
        Feature.DspCampaigns => DspCampaigns,
        _ => throw new UnreachableException($"{feature} has no setting."),
    };
}
