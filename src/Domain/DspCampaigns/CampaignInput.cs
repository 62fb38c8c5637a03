using Accounts.Domain.Common;

namespace Accounts.Domain.DspCampaigns;

/// <summary>What a caller asks for. A member that is null was not sent.</summary>
public sealed record CampaignInput
{
    public string? Name { get; init; }

    /// <summary>The budget of the only flight.</summary>
    public decimal? Budget { get; init; }

    public string? Currency { get; init; }

    public DateOnly? StartDate { get; init; }

    public DateOnly? EndDate { get; init; }

    public string? Country { get; init; }

    public string? Marketplace { get; init; }

    public string? Kpi { get; init; }

    public decimal? KpiValue { get; init; }

    public string? BidStrategy { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<FlightInput>? Flights { get; init; }

    /// <summary>Checks what is wrong whatever the campaign is.</summary>
    /// <returns>Error: <c>campaign.invalid</c> with everything that is wrong.</returns>
    public Result<CampaignInput> Checked(DateTimeOffset now)
    {
        var rules = new CampaignRules(this, now);
        rules.Values();
        return rules.Errors.Count > 0 ? CampaignErrors.Invalid with { Fields = rules.Errors } : this;
    }

    /// <summary>The same request with countries and Amazon's words in the one spelling of this service.</summary>
    public CampaignInput Normalized() => this with
    {
        Currency = Currency?.ToUpperInvariant(),
        Country = CountryCode.Normalize(Country),
        Marketplace = CountryCode.Normalize(Marketplace),
        Kpi = Kpi?.ToUpperInvariant(),
        BidStrategy = BidStrategy?.ToUpperInvariant(),
    };
}

/// <summary>A flight that a caller asks for. A member that is null was not sent.</summary>
/// <param name="FlightId">The id of an existing flight.</param>
public sealed record FlightInput(string? FlightId, string? Name, DateOnly? StartDate, DateOnly? EndDate, decimal? Budget);
