using System.Text.Encodings.Web;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.Lwa;

/// <summary>The consent page at <c>/ap/oa</c>, where a person grants or denies access.</summary>
internal sealed class ConsentEndpoint(ConsentReader reader, Grants grants, AmazonWorlds worlds)
{
    private const string Amber = "#ffd814";

    public Task ShowAsync(HttpContext context)
    {
        var (request, error) = reader.Read(context.Request.Query);
        if (request is null) return RefuseAsync(context, error!.Description);
        if (error is not null) return Redirect(context, request.Refused(error));
        return Page.ShowAsync(context, StatusCodes.Status200OK, "Amazon – allow access", Amber, Form(request));
    }

    public async Task DecideAsync(HttpContext context)
    {
        var (request, error) = reader.Read(context.Request.Query);
        if (request is null)
        {
            await RefuseAsync(context, error!.Description);
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (error is null && form["decision"] == "cancel") error = ConsentError.AccessDenied;
        if (error is not null)
        {
            await Redirect(context, request.Refused(error));
            return;
        }

        var login = form["login"].ToString();
        await (form["decision"] == "allow" && worlds.Knows(login)
            ? Redirect(context, request.Granted(grants.Allow(login, request), grants.ScopesGranted(request.Scopes)))
            : RefuseAsync(context, "Choose a login, and Allow or Cancel."));
    }

    // Amazon shows its own error page and never redirects to an unregistered address
    private static Task RefuseAsync(HttpContext context, string reason) => Page.ShowAsync(
        context, StatusCodes.Status400BadRequest, "Amazon – error", Amber,
        $"<h1>We're sorry</h1><p>An error occurred. {HtmlEncoder.Default.Encode(reason)}</p>");

    private static Task Redirect(HttpContext context, Uri target)
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = target.AbsoluteUri;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private string Form(ConsentRequest request)
    {
        var html = HtmlEncoder.Default;
        var scopes = string.Concat(request.Scopes.Select(scope => $"<li><code>{html.Encode(scope)}</code></li>"));
        var logins = string.Concat(worlds.All.Select((world, i) =>
            $"<label><input type=\"radio\" name=\"login\" value=\"{world.Login}\"{(i == 0 ? " checked" : "")}> {html.Encode(world.DisplayName)}"
            + $"<small>{world.Login} · {world.Size} advertising accounts</small></label>"));
        return $"""
            <form method="post">
            <h1>Allow “Accounts” to use your Amazon Ads data?</h1>
            <p>Signed-in Amazon login</p>
            {logins}
            <p>The app asks for</p><ul>{scopes}</ul>
            <p><small>You will return to <code>{html.Encode(request.RedirectUri)}</code></small></p>
            <div class="actions">
              <button class="main" name="decision" value="allow">Allow</button>
              <button name="decision" value="cancel">Cancel</button>
            </div>
            </form>
            """;
    }
}
