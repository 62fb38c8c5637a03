using System.Text.Encodings.Web;

namespace Accounts.Simulators.Clerk;

/// <summary>The page where a demo person signs in.</summary>
internal sealed class ClerkSignIn(ClerkSimulator clerk, ClerkSessions sessions)
{
    public const string SessionCookie = "__session";
    public const string ClientCookie = "__client";

    private const string Violet = "#6c47ff";

    public Task ShowAsync(HttpContext context) => TargetOf(context.Request.Query["redirect_url"]) is null
        ? RefuseAsync(context)
        : Page.ShowAsync(context, StatusCodes.Status200OK, "Sign in", Violet, $"""
            <form method="post">
            <h1>Sign in to Accounts</h1>
            <p>Who are you today?</p>
            {Choice("ada", clerk.Ada)}
            {Choice("grace", clerk.Grace)}
            </form>
            """);

    public async Task SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var person = clerk.Find(form["person"]);
        if (TargetOf(context.Request.Query["redirect_url"]) is not { } target || person is null)
        {
            await RefuseAsync(context);
            return;
        }

        var session = sessions.Start(person, context.Request.Cookies[ClientCookie] ?? ClerkIds.New("client_"));
        var cookies = context.Response.Cookies;
        // Clerk's script reads this cookie
        cookies.Append(SessionCookie, clerk.TokenFor(session, target.GetLeftPart(UriPartial.Authority)), Cookie(httpOnly: false));
        cookies.Append(ClientCookie, session.ClientId, Cookie(httpOnly: true));
        context.Response.Redirect(target.AbsoluteUri);
    }

    private static CookieOptions Cookie(bool httpOnly) => new() { Path = "/", HttpOnly = httpOnly, SameSite = SameSiteMode.Lax };

    private static Uri? TargetOf(string? redirectUrl) =>
        Uri.TryCreate(redirectUrl, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" && target.IsLoopback ? target : null;

    private static Task RefuseAsync(HttpContext context) => Page.ShowAsync(
        context, StatusCodes.Status400BadRequest, "Sign in", Violet,
        "<h1>Cannot sign in</h1><p>The person or the return address is not known here.</p>");

    private static string Choice(string value, ClerkPerson person) =>
        $"""<button class="choice" name="person" value="{value}">{HtmlEncoder.Default.Encode($"{person.FirstName} {person.LastName}")}"""
        + $"<small>{person.Email}</small></button>";
}
