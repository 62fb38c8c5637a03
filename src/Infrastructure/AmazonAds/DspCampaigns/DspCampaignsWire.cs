using System.Text.Json;

namespace Accounts.Infrastructure.AmazonAds.DspCampaigns;

/// <summary>Source: Amazon Ads API v1, <c>/adsApi/v1/{query,create,update}/campaigns</c>. Filters are objects; budgets are nested.</summary>
internal sealed record CampaignsQuery(FilterWire AdProductFilter, FilterWire? StateFilter, FilterWire? CampaignIdFilter, string? NextToken)
{
    public const string Path = "adsApi/v1/query/campaigns";
    public const string MediaType = "application/json";
    public const string Product = "AMAZON_DSP";

    public int MaxResults { get; } = 100;
}

internal sealed record FilterWire(IReadOnlyList<string> Include);

internal sealed record CampaignsResponse(JsonElement Campaigns, JsonElement NextToken);

internal sealed record CampaignsCreate(IReadOnlyList<CampaignCreateWire> Campaigns)
{
    public const string Path = "adsApi/v1/create/campaigns";
}

internal sealed record CampaignCreateWire(
    string AdProduct, string Name, string State, IReadOnlyList<string>? Countries, IReadOnlyList<string>? Marketplaces,
    IReadOnlyList<FlightWire> Flights, OptimizationsWire Optimizations);

internal sealed record CampaignsUpdate(IReadOnlyList<CampaignUpdateWire> Campaigns)
{
    public const string Path = "adsApi/v1/update/campaigns";
}

internal sealed record CampaignUpdateWire(
    string CampaignId, string? Name, string? State, IReadOnlyList<FlightWire>? Flights, OptimizationsWire? Optimizations);

internal sealed record FlightWire(string? FlightId, string? Name, DateTimeOffset StartDateTime, DateTimeOffset EndDateTime, FlightBudgetWire Budget);

internal sealed record FlightBudgetWire(BudgetValueWire BudgetValue)
{
    public string BudgetType { get; } = "MONETARY";

    public static FlightBudgetWire Of(decimal amount, decimal? ruleAmount, string? currency) =>
        new(new BudgetValueWire(new MonetaryValueWire(new(amount, ruleAmount, currency))));
}

internal sealed record BudgetValueWire(MonetaryValueWire MonetaryBudgetValue);

internal sealed record MonetaryValueWire(MonetaryBudgetWire MonetaryBudget);

/// <param name="RuleValue">The amount while a budget rule applies.</param>
internal sealed record MonetaryBudgetWire(decimal Value, decimal? RuleValue, string? CurrencyCode);

internal sealed record OptimizationsWire(BidSettingsWire? BidSettings, GoalSettingsWire? GoalSettings);

internal sealed record BidSettingsWire(string BidStrategy);

/// <param name="KpiValue">An explicit null clears it.</param>
internal sealed record GoalSettingsWire(string? Kpi, JsonElement? KpiValue);

/// <summary>The parts of a 207, which is the only success of a creation and a change.</summary>
internal sealed record CampaignsAnswer(JsonElement Success, JsonElement Error);
