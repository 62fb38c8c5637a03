namespace Accounts.Api.OpenApi;

/// <summary>What the operations of a tag have in common. A new tag needs an entry: the document is not generated without it.</summary>
internal static class TagDescriptions
{
    private static readonly Dictionary<string, string> ByTag = new(StringComparer.Ordinal)
    {
        ["Account changes"] = "What a user decides about accounts: disconnect, reconnect, default, settings, access.",
        ["Accounts"] = "Stored accounts: lists, details, status and health.",
        ["Accounts by type"] = "Sponsored ads, DSP and AMC accounts, profiles, and the tree of all of them.",
        ["Audit"] = "The user's audit events.",
        ["Connecting Amazon"] = "The authorization flow with Amazon, and the status, refresh and removal of all connections.",
        ["Connections"] = "Single connections to Amazon.",
        ["DSP seats"] = "The ids under which a DSP advertiser buys at exchanges, read from Amazon as complete snapshots.",
        ["DSP campaigns"] = "The campaigns of DSP advertisers: stored, live at Amazon, created and changed.",
        ["Health"] = "Liveness, readiness and dependencies, without a sign-in.",
        ["Registration"] = "Registers new advertising accounts at Amazon.",
        ["Service"] = "The entry points of the service.",
        ["Settings"] = "The user's preferences.",
        ["Sync"] = "Runs that bring the stored accounts up to date.",
        ["Users"] = "The signed-in user.",
        ["Webhooks"] = "Events that Clerk sends.",
    };

    public static string Of(string tag) => ByTag[tag];
}
