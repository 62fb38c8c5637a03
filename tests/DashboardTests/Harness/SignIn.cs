namespace Accounts.DashboardTests.Harness;

/// <summary>Signs a person in at the simulated Clerk.</summary>
internal static class SignIn
{
    /// <summary>Takes the session cookies without showing a page.</summary>
    public static async Task SignInAsync(this DashboardPage page, Person person)
    {
        var form = page.Page.Context.APIRequest.CreateFormData();
        form.Set("person", person.Clerk.UserId);
        var address = $"{page.World.Amazon.Clerk.Issuer}/sign-in?redirect_url={Uri.EscapeDataString(page.World.Address.ToString())}";
        var answer = await page.Page.Context.APIRequest.PostAsync(address, new() { Form = form, MaxRedirects = 0 });
        answer.Status.ShouldBe(302);
    }

    /// <summary>Chooses Ada on the sign-in page.</summary>
    public static Task ChooseAdaAsync(this DashboardPage page) => page.Page.GetByRole(AriaRole.Button, new() { Name = "Ada Lovelace" }).ClickAsync();
}
