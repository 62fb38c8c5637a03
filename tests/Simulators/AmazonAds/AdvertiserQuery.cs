using System.Globalization;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The three query parameters of <c>GET /dsp/advertisers</c>. Others are ignored.</summary>
internal sealed record AdvertiserQuery(int StartIndex, int Count, IReadOnlyList<string>? Ids)
{
    private const int LastStart = 29_900;
    private const int Most = 100;

    public static AdvertiserQuery? Read(IQueryCollection query, out IReadOnlyList<DspError> errors)
    {
        var found = new List<DspError>();
        errors = found;
        var start = Number(query, "startIndex", 0, 0, LastStart, found);
        var count = Number(query, "count", Most, 1, Most, found);
        var filter = query["advertiserIdFilter"].ToString();
        var ids = filter.Length == 0 ? null : filter.Split(',').Distinct().ToArray();
        if (ids is not null && !ids.All(IsId))
            found.Add(Wrong("advertiserIdFilter", "Each advertiserId must be a valid numeric id separated by comma."));
        return found.Count == 0 ? new AdvertiserQuery(start, count, ids) : null;
    }

    public static bool IsId(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static int Number(IQueryCollection query, string name, int otherwise, int least, int most, List<DspError> errors)
    {
        if (!query.TryGetValue(name, out var text)) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        errors.Add(Wrong(name, $"{name} must be between {least} and {most}."));
        return otherwise;
    }

    private static DspError Wrong(string field, string message) => new("DSP_INVALID_QUERY_PARAM", field, message);
}
