using System.Collections.Frozen;

namespace Accounts.Domain.DspCampaigns;

/// <summary>The words that Amazon's campaigns take. Source: Amazon Ads API v1, DSP campaigns.</summary>
public static class CampaignWords
{
    public const string Enabled = "ENABLED";
    public const string Paused = "PAUSED";
    public const string DefaultBidStrategy = "SPEND_BUDGET_IN_FULL";

    public static FrozenSet<string> Kpis { get; } = Set(
        "CLICK_THROUGH_RATE COMBINED_RETURN_ON_AD_SPEND COST_PER_ACTION COST_PER_CLICK COST_PER_CONVERSION_OFF_AMAZON COST_PER_DETAIL_PAGE_VIEW "
        + "COST_PER_FIRST_APP_OPEN COST_PER_INSTALL COST_PER_SIGN_UP COST_PER_VIDEO_COMPLETION DETAIL_PAGE_VIEW_RATE FREQUENCY_AVERAGE REACH "
        + "RETURN_ON_AD_SPEND ROAS ROAS_COMBINED ROAS_PROMOTED TOTAL_RETURN_ON_AD_SPEND VIDEO_COMPLETION_RATE");

    public static FrozenSet<string> BidStrategies { get; } = Set("PRIORITIZE_KPI_TARGET SPEND_BUDGET_IN_FULL USE_CAMPAIGN_STRATEGY");

    public static FrozenSet<string> Countries { get; } = Set(
        "AD AE AF AG AI AR AT AU BE BG BH BR CA CH CL CO CR CY CZ DE DK DO DZ EC EE EG ES FI FR GB GR GT HK HN HR HU ID IE IL IN IT JM JO JP KR KW "
        + "LT LU LV MA MX MY NL NO NZ OM PA PE PH PK PL PR PT PY QA RO SA SE SG SK SV TH TN TR TW US UY VN ZA");

    public static FrozenSet<string> Marketplaces { get; } = Set("AE AU BR CA DE ES FR GB IN IT JP MX NL SA SE TR US");

    public static FrozenSet<string> Currencies { get; } = Set(
        "AED ARS AUD BGN BHD BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EUR GBP GTQ HKD HNL HRK HUF IDR ILS INR JMD JPY KRW KWD MAD MXN MYR NOK "
        + "NZD PAB PEN PHP PKR PYG QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND");

    /// <summary>The states of a campaign, in the groups that one query may ask for: at most three.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> StateGroups { get; } = [[Enabled, Paused, "ARCHIVED"], ["DRAFT", "PROPOSED"]];

    /// <summary>Amazon's state as this service names it: <c>ENABLED</c> is <c>active</c>. An unknown state keeps its name.</summary>
    public static string StatusOf(string state) => state == Enabled ? "active" : state.ToLowerInvariant();

    /// <summary>Amazon's state for a status of this service.</summary>
    public static string StateOf(string status) => status == "active" ? Enabled : status.ToUpperInvariant();

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
