namespace Accounts.DashboardTests;

/// <summary>The DSP advertisers of a person.</summary>
internal static class DspAdvertisers
{
    /// <summary>By name, as the pages list them.</summary>
    public static async Task<(string Id, string Name)[]> AdvertisersAsync(this Person person) =>
        [.. (await AccountsTests.AccountsAsync(person, "account_type=dsp&sort=name&page_size=100")).EnumerateArray().Select(account =>
            (account.GetProperty("amazon_account_id").GetString()!, account.GetProperty("account_name").GetString()!))];

    public static async Task<string> AdvertiserAsync(this Person person) => (await person.AdvertisersAsync())[0].Id;
}
