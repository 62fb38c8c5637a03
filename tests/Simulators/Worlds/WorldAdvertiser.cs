namespace Accounts.Simulators.Worlds;

/// <summary>One DSP advertiser of an agency. The id is a number that only text represents without loss.</summary>
public sealed record WorldAdvertiser(string Id, string Name, string Currency, string Country, string TimeZone)
{
    /// <summary>Null for some advertisers, because no specification requires it.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the response has fields that no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}

/// <summary>The position of an advertiser: the index of the agency and the row within it.</summary>
internal sealed record Seat(int Agency, int Row);

/// <summary>A page of advertisers of an agency, and their total number.</summary>
internal sealed record AdvertiserPage(int Total, IReadOnlyList<WorldAdvertiser> Advertisers);
