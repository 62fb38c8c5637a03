using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The four query parameters of <c>GET /v2/profiles</c>. Others are ignored, including paging parameters.</summary>
internal sealed record ProfileQuery(string Program, bool ViewOnlyToo, IReadOnlyList<string> Types, bool? ValidPayment)
{
    private static readonly string[] Programs = ["billing", "campaign", "paymentMethod", "store", "report", "account", "posts"];
    private static readonly string[] OpenPrograms = ["campaign", "report", "account"];
    private static readonly string[] KnownTypes = ["seller", "vendor", "agency"];

    public static ProfileQuery? Read(IQueryCollection query)
    {
        var program = query.TryGetValue("apiProgram", out var p) ? p.ToString() : "campaign";
        var level = query.TryGetValue("accessLevel", out var l) ? l.ToString() : "edit";
        var types = query.TryGetValue("profileTypeFilter", out var t) ? t.ToString().Split(',', StringSplitOptions.TrimEntries) : [];
        var payment = query.TryGetValue("validPaymentMethodFilter", out var v) ? v.ToString() : null;
        var sound = Programs.Contains(program) && level is "edit" or "view" && types.All(KnownTypes.Contains) && payment is null or "true" or "false";
        return sound ? new ProfileQuery(program, level == "view", types, payment is null ? null : payment == "true") : null;
    }

    public bool Shows(WorldProfile profile) =>
        (ViewOnlyToo || !profile.ViewOnly)
        && (OpenPrograms.Contains(Program) || profile.OpenToAllPrograms)
        && (Types.Count == 0 || Types.Contains(profile.Type))
        && (ValidPayment is null || (profile.ValidPaymentMethod ?? true) == ValidPayment); // a filter of true includes profiles without the field
}
