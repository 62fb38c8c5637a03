namespace Accounts.Simulators.Clerk;

/// <summary>The endpoints of Clerk's Frontend API that web pages and token verifiers need.</summary>
internal sealed class ClerkEndpoints(ClerkSimulator clerk, ClerkSessions sessions)
{
    public Task KeysAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, new { keys = clerk.Keys.Select(key => key.ToJwk()) });

    public Task ClientAsync(HttpContext context)
    {
        ClerkCors.Allow(context);
        var origin = ClerkCors.OriginOf(context);
        var client = context.Request.Cookies[ClerkSignIn.ClientCookie];
        var living = client is null ? [] : sessions.Living(client);
        return WriteAsync(context, StatusCodes.Status200OK, new
        {
            response = client is null ? null : new
            {
                @object = "client",
                id = client,
                sessions = living.Select(session => SessionJson(session, clerk.TokenFor(session, origin))),
                last_active_session_id = living is [.., var latest] ? latest.Id : null,
            },
        });
    }

    public Task TokenAsync(HttpContext context)
    {
        ClerkCors.Allow(context);
        return SessionOf(context) is { } session
            ? WriteAsync(context, StatusCodes.Status200OK, new { @object = "token", jwt = clerk.TokenFor(session, ClerkCors.OriginOf(context)) })
            : RefuseAsync(context);
    }

    public Task EndAsync(HttpContext context)
    {
        ClerkCors.Allow(context);
        if (SessionOf(context) is not { } session) return RefuseAsync(context);
        session.Ended = true;
        context.Response.Cookies.Delete(ClerkSignIn.SessionCookie, new CookieOptions { Path = "/" });
        return WriteAsync(context, StatusCodes.Status200OK, new { response = SessionJson(session, token: null) });
    }

    private ClerkSession? SessionOf(HttpContext context) => context.Request.Cookies[ClerkSignIn.ClientCookie] is { } client
        ? sessions.Find(context.Request.RouteValues["sid"] as string ?? "", client)
        : null;

    private static object SessionJson(ClerkSession session, string? token) => new
    {
        @object = "session",
        id = session.Id,
        status = session.Ended ? "ended" : "active",
        user = new
        {
            @object = "user",
            id = session.Person.UserId,
            first_name = session.Person.FirstName,
            last_name = session.Person.LastName,
            email_addresses = new[] { new { email_address = session.Person.Email } },
        },
        last_active_token = token is null ? null : new { @object = "token", jwt = token },
    };

    private static Task RefuseAsync(HttpContext context)
    {
        var known = context.Request.Cookies.ContainsKey(ClerkSignIn.ClientCookie);
        return WriteAsync(context, known ? StatusCodes.Status404NotFound : StatusCodes.Status401Unauthorized, new
        {
            errors = new[] { new { message = known ? "Session not found" : "Signed out", code = known ? "resource_not_found" : "signed_out" } },
        });
    }

    private static Task WriteAsync<T>(HttpContext context, int status, T answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, Json.Options, "application/json", context.RequestAborted);
    }
}
