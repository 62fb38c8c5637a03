namespace Accounts.Simulators.Worlds;

/// <summary>One DSP advertiser of an agency. The id is a number that only text holds whole.</summary>
public sealed record WorldAdvertiser(string Id, string Name, string Currency, string Country, string TimeZone)
{
    /// <summary>Absent for the odd one: no specification requires it.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the answer carries fields no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}

/// <summary>Where an advertiser is: the agency's number and its row there.</summary>
internal sealed record Seat(int Agency, int Row);

/// <summary>Some advertisers of an agency, and how many there are in all.</summary>
internal sealed record AdvertiserPage(int Total, IReadOnlyList<WorldAdvertiser> Advertisers);
