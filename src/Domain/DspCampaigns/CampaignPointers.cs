using System.Text.RegularExpressions;

namespace Accounts.Domain.DspCampaigns;

/// <summary>
/// Maps the place of an error in Amazon's request to a pointer into the caller's request. Amazon does not document the syntax of the place, so
/// names and numbers are read whatever stands between them.
/// </summary>
public static partial class CampaignPointers
{
    /// <param name="location">Such as <c>$.campaigns[0].flights[1].endDateTime</c>; null if Amazon names no place.</param>
    /// <param name="hasFlights">Whether the caller sent flights. Otherwise the only flight consists of members of the request itself.</param>
    /// <returns>An empty pointer, which is the whole request, for an unknown place.</returns>
    public static string Of(string? location, bool hasFlights)
    {
        if (location is null || location.Length > 500) return "";

        string[] parts = [.. Part().Matches(location).Select(match => match.Value)];
        if (parts is ["campaigns", ..]) parts = parts is [_, [>= '0' and <= '9', ..], ..] ? parts[2..] : parts[1..];
        return parts switch
        {
            ["flights", .. var rest] => OfFlight(rest, hasFlights),
            ["name", ..] => "/name",
            ["state", ..] => "/status",
            ["countries", ..] => "/country",
            ["marketplaces", ..] => "/marketplace",
            _ when parts.Contains("kpiValue") => "/kpi_value",
            _ when parts.Contains("goalSettings") || parts.Contains("kpi") => "/kpi",
            _ when parts.Contains("bidSettings") || parts.Contains("bidStrategy") => "/bid_strategy",
            _ => "",
        };
    }

    private static string OfFlight(string[] parts, bool hasFlights)
    {
        if (parts.Contains("currencyCode")) return "/currency";

        var flight = !hasFlights ? "" : parts is [[>= '0' and <= '9', ..] index, ..] ? $"/flights/{index}" : "/flights";
        if (flight == "/flights") return flight;
        if (parts.Contains("startDateTime")) return $"{flight}/start_date";
        if (parts.Contains("endDateTime")) return $"{flight}/end_date";
        if (parts.Contains("budget")) return $"{flight}/budget";
        return hasFlights && parts.Contains("name") ? $"{flight}/name" : flight;
    }

    [GeneratedRegex("[A-Za-z]+|[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
