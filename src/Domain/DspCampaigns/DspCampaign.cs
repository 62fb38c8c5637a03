using Accounts.Domain.Common;

namespace Accounts.Domain.DspCampaigns;

/// <summary>
/// A DSP campaign: what Amazon returned last. It decides which changes are valid and what is sent to Amazon. A live list writes the rows in
/// bulk. Each change of the content increments <see cref="Version"/>.
/// </summary>
public sealed class DspCampaign
{
    private DspCampaign()
    {
    }

    public Guid Id { get; private init; }

    public UserId UserId { get; private init; }

    /// <summary>The advertiser's account.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>Amazon's id.</summary>
    public string CampaignId { get; private init; } = "";

    public string CampaignName { get; private set; } = "";

    /// <summary><c>active</c>, <c>paused</c>, <c>archived</c>, <c>draft</c>, <c>proposed</c>, or a new state of Amazon's.</summary>
    public string Status { get; private set; } = "";

    public decimal? Budget { get; private set; }

    public string? Currency { get; private set; }

    public DateOnly? StartDate { get; private set; }

    public DateOnly? EndDate { get; private set; }

    public CampaignDetails Details { get; private set; } = new();

    /// <summary>Whether a job enables the campaign, which was created paused.</summary>
    public bool IsEnabling { get; private set; }

    public int Version { get; private set; }

    /// <summary>The change whose outcome is unknown; null if there is none.</summary>
    public PendingChange? Pending { get; private set; }

    /// <summary>Until then a read with the time of the stored state may be older than it: Amazon's times may be as coarse as a second.</summary>
    public DateTimeOffset? SettlesAt { get; private set; }

    /// <summary>When Amazon created it.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed at Amazon.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Takes over a campaign that this service does not know.</summary>
    public static DspCampaign Adopt(UserId user, AccountId account, AmazonCampaign amazon)
    {
        var campaign = new DspCampaign
        {
            Id = Guid.CreateVersion7(),
            UserId = user,
            AccountId = account,
            CampaignId = amazon.CampaignId,
            CreatedAt = amazon.CreatedAt,
        };
        campaign.Store(amazon);
        return campaign;
    }

    /// <summary>Takes over what Amazon lists now, unless it is older than what is stored: Amazon's reads lag behind its writes.</summary>
    public void Take(AccountId account, AmazonCampaign amazon, DateTimeOffset now)
    {
        AccountId = account;
        if (amazon.UpdatedAt < UpdatedAt || (amazon.UpdatedAt == UpdatedAt && now < SettlesAt && !Shows(amazon))) return;

        Replace(amazon);
    }

    /// <summary>Whether this is the stored state. What Amazon says about the delivery does not count.</summary>
    public bool Shows(AmazonCampaign amazon) => CampaignName == amazon.Name && Status == CampaignWords.StatusOf(amazon.State)
        && Currency == amazon.Currency && UpdatedAt == amazon.UpdatedAt && WithoutDelivery(Details) == WithoutDelivery(amazon.Details);

    /// <summary>Takes over Amazon's response to a change, which ends that change.</summary>
    /// <param name="amazon">The campaign after the change.</param>
    /// <param name="settlesAt">When Amazon's reads show it at the latest.</param>
    public void Confirm(AmazonCampaign amazon, DateTimeOffset settlesAt)
    {
        if (Pending?.Change.State is not null) EndEnabling();
        if (amazon.UpdatedAt >= UpdatedAt) Replace(amazon);
        (Pending, SettlesAt) = (null, settlesAt);
    }

    /// <summary>Ends a change that Amazon did not carry out.</summary>
    public void EndChange() => Pending = null;

    /// <summary>Plans to enable the campaign after its creation.</summary>
    public void RequestEnabling() => SetEnabling(wanted: true);

    /// <summary>The campaign is enabled, or is not to be enabled any more.</summary>
    public void EndEnabling() => SetEnabling(wanted: false);

    /// <returns>What enables the campaign; an empty change if nothing is left to do.</returns>
    public CampaignChange Enable() => new(CampaignId, State: IsEnabling && Status == "paused" ? CampaignWords.Enabled : null);

    /// <summary>Decides what a request changes.</summary>
    /// <param name="input">The request, in Amazon's spelling.</param>
    /// <param name="isFull">Whether members that were not sent take their defaults; otherwise they stay as they are.</param>
    /// <param name="now">The time of the request.</param>
    /// <returns>Error: <c>campaign.invalid</c> with everything that is wrong, <c>campaign.read_only</c>.</returns>
    public Result<CampaignChange> Change(CampaignInput input, bool isFull, DateTimeOffset now)
    {
        if (Details.TargetsAmazonDeal) return CampaignErrors.ReadOnly;

        var rules = new CampaignRules(input, now);
        if (isFull) RequireAll(input, rules);
        Fixed(rules, "currency", input.Currency, Currency);
        Fixed(rules, "country", input.Country, Details.Country);
        Fixed(rules, "marketplace", input.Marketplace, Details.Marketplace);
        rules.Values();
        if (rules.Errors.Count > 0) return CampaignErrors.Invalid with { Fields = rules.Errors };

        var flights = FlightPlan.Of(Details.Flights, input, rules, now);
        if (rules.Errors.Count > 0) return CampaignErrors.Invalid with { Fields = rules.Errors };

        var kpi = Unless(input.Kpi, Details.Kpi);
        var strategy = input.BidStrategy ?? (isFull ? CampaignWords.DefaultBidStrategy : null);
        var clears = Details.KpiValue is not null && input.KpiValue is null && (isFull || kpi is not null);
        return new CampaignChange(
            CampaignId, Unless(input.Name, CampaignName), input.Status is null || input.Status == Status ? null : CampaignWords.StateOf(input.Status),
            Unless(strategy, Details.BidStrategy), kpi, input.KpiValue == Details.KpiValue ? null : input.KpiValue, clears,
            flights.SequenceEqual(Details.Flights) ? null : flights, flights.SequenceEqual(Details.Flights) ? null : Currency);
    }

    private void SetEnabling(bool wanted)
    {
        if (IsEnabling == wanted) return;

        IsEnabling = wanted;
        Version++;
    }

    private static CampaignDetails WithoutDelivery(CampaignDetails details) => details with { DeliveryStatus = null, DeliveryReasons = null };

    private void Replace(AmazonCampaign amazon)
    {
        if (Shows(amazon) && Details == amazon.Details) return;

        Store(amazon);
        Version++;
    }

    private void Store(AmazonCampaign amazon)
    {
        (CampaignName, Status, Currency, Details) = (amazon.Name, CampaignWords.StatusOf(amazon.State), amazon.Currency, amazon.Details);
        (Budget, StartDate, EndDate) = (amazon.Details.Budget, amazon.Details.StartDate, amazon.Details.EndDate);
        (CreatedAt, UpdatedAt) = (amazon.CreatedAt, amazon.UpdatedAt);
    }

    private static void RequireAll(CampaignInput input, CampaignRules rules)
    {
        rules.Require(input.Name, "name");
        rules.Require(input.Kpi, "kpi");
        rules.Require(input.Status, "status");
        if (input.Flights is not null) return;

        rules.Require(input.Budget, "budget");
        rules.Require(input.StartDate, "start_date");
        rules.Require(input.EndDate, "end_date");
    }

    private static void Fixed(CampaignRules rules, string name, string? wanted, string? current)
    {
        if (wanted is not null && wanted != current) rules.Add($"/{name}", "fixed", $"{name} cannot be changed.");
    }

    private static string? Unless(string? wanted, string? current) => wanted == current ? null : wanted;
}
