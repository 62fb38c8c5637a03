namespace Accounts.DashboardTests;

/// <summary>Every page of the dashboard, for the tests that cover all of them.</summary>
public static class DashboardRoutes
{
    /// <summary>A route with a parameter has the kind of object in its place, which the test replaces with an id.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "/", "/accounts", "/accounts/{account}", "/connections", "/connections/{connection}", "/sync", "/sync/{run}", "/hierarchy", "/service",
        "/audit", "/settings", "/register",
        "/dsp", "/dsp/{advertiser}/seats", "/dsp/{advertiser}/campaigns", "/dsp/{advertiser}/history",
    ];

    /// <summary>The file name of a route's screenshots.</summary>
    public static string NameOf(string route) => route == "/"
        ? "overview" : string.Concat(route.Trim('/').Where(c => c is not ('{' or '}'))).Replace('/', '-');
}
