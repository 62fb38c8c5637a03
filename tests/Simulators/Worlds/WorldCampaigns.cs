using System.Globalization;
using System.Text.Json.Nodes;

namespace Accounts.Simulators.Worlds;

/// <summary>The DSP campaigns of a login. Queries return a new campaign, and the state before a change, until a delay has passed.</summary>
public sealed class WorldCampaigns
{
    private readonly List<WorldCampaign> _campaigns = [];
    private readonly List<(DateTimeOffset Until, WorldCampaign Before)> _old = [];
    private readonly Lock _lock = new();
    private readonly SimulatorClock _clock;
    private long _ids = 580_000_000_000_000_000;

    internal WorldCampaigns(SimulatorClock clock) => _clock = clock;

    /// <summary>How long after a write queries do not show it.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether every listing begins with an empty page that has a token.</summary>
    public bool BeginsWithEmptyPage { get; set; }

    /// <summary>The entries of a page of a listing, at most 100.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The current state of all campaigns, visible or not.</summary>
    public IReadOnlyList<WorldCampaign> All
    {
        get
        {
            lock (_lock) return [.. _campaigns];
        }
    }

    /// <summary>What queries return now.</summary>
    internal IReadOnlyList<WorldCampaign> Visible(string advertiserId)
    {
        var now = _clock.GetUtcNow();
        lock (_lock)
        {
            return [.. _campaigns.Where(c => c.AdvertiserId == advertiserId && c.VisibleAt <= now).Select(c =>
                _old.Find(o => o.Until > now && o.Before.Id == c.Id).Before ?? c)];
        }
    }

    /// <summary>Adds a campaign with Amazon's read-only members.</summary>
    public WorldCampaign Add(string advertiserId, JsonObject created)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            var content = (JsonObject)created.DeepClone();
            content["campaignId"] = NextId();
            content["creationDateTime"] = Text(now);
            var campaign = new WorldCampaign(advertiserId, Completed(content, now), now + Delay);
            _campaigns.Add(campaign);
            return campaign;
        }
    }

    /// <summary>Replaces the members that a change contains, or that a person changes at Amazon.</summary>
    /// <returns>Null if the advertiser has no such campaign.</returns>
    public WorldCampaign? Change(string advertiserId, string id, JsonObject change)
    {
        lock (_lock)
        {
            var index = _campaigns.FindIndex(c => c.AdvertiserId == advertiserId && c.Id == id);
            if (index < 0) return null;

            var before = _campaigns[index];
            var now = _clock.GetUtcNow();
            var content = (JsonObject)before.Content.DeepClone();
            Merge(content, change);
            _campaigns[index] = before with { Content = Completed(content, now) };
            if (Delay > TimeSpan.Zero && before.VisibleAt <= now) _old.Add((now + Delay, before));
            return _campaigns[index];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _campaigns.Clear();
            _old.Clear();
        }
    }

    /// <summary>Objects merge, arrays and values replace, null removes.</summary>
    private static void Merge(JsonObject into, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is null) into.Remove(name);
            else if (value is JsonObject inner && into[name] is JsonObject existing) Merge(existing, inner);
            else into[name] = value.DeepClone();
        }
    }

    private JsonObject Completed(JsonObject content, DateTimeOffset now)
    {
        foreach (var flight in content["flights"]!.AsArray().Select(f => f!.AsObject()))
        {
            flight["flightId"] ??= NextId();
            var money = flight["budget"]!["budgetValue"]!["monetaryBudgetValue"]!["monetaryBudget"]!.AsObject();
            money["currencyCode"] ??= "USD";
        }

        if (content["optimizations"]?["goalSettings"] is JsonObject goal)
            goal["goal"] = (string?)goal["kpi"] == "REACH" ? "AWARENESS" : "CONVERSIONS";
        content["status"] = new JsonObject
        {
            ["deliveryStatus"] = "NOT_DELIVERING",
            ["deliveryReasons"] = new JsonArray((string?)content["state"] == "PAUSED" ? "CAMPAIGN_PAUSED" : "AD_GROUPS_NOT_RUNNING"),
        };
        content["lastUpdatedDateTime"] = Text(now);
        return content;
    }

    private string NextId() => (++_ids).ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
