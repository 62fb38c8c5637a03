namespace Accounts.Domain.DspCampaigns;

/// <summary>A part of a campaign's time with a budget of its own.</summary>
/// <param name="FlightId">Amazon's id; null for a flight that does not exist yet.</param>
public sealed record CampaignFlight(string? FlightId, string? Name, DateTimeOffset Start, DateTimeOffset End, decimal Budget)
{
    public const int Most = 150;

    /// <summary>The budget while one of Amazon's budget rules applies. It is sent back, because Amazon replaces flights as a whole.</summary>
    public decimal? RuleBudget { get; init; }

    public DateOnly StartDate => DateOnly.FromDateTime(Start.UtcDateTime);

    public DateOnly EndDate => DateOnly.FromDateTime(End.UtcDateTime);

    /// <summary>The first moment of a flight that starts on this date: at once for today, because a past start is refused.</summary>
    internal static DateTimeOffset StartOf(DateOnly date, DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero);
        var soon = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(2);
        if (midnight > soon) return midnight;

        var lastMoment = EndOf(date).AddSeconds(-1);
        return soon < lastMoment ? soon : lastMoment;
    }

    internal static DateTimeOffset EndOf(DateOnly date) => new(date, new TimeOnly(23, 59, 59), TimeSpan.Zero);

    /// <summary>Whether both have the same dates and the same budget.</summary>
    internal bool Covers(CampaignFlight other) => StartDate == other.StartDate && EndDate == other.EndDate && Budget == other.Budget;
}
