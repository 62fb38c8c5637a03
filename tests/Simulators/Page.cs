using System.Text;

namespace Accounts.Simulators;

/// <summary>A plain HTML page without external assets, for the pages of Amazon and Clerk.</summary>
internal static class Page
{
    public static Task ShowAsync(HttpContext context, int status, string title, string accent, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html;charset=UTF-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XFrameOptions = "DENY";
        return context.Response.WriteAsync($$"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <link rel="icon" href="data:,">
              <title>{{title}}</title>
              <style>
                body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #16191f; margin: 0; display: grid; place-items: center;
                min-height: 100vh }
                main { background: #fff; border: 1px solid #d5d9d9; border-radius: 12px; padding: 2rem; width: min(26rem, calc(100vw - 6rem)) }
                h1 { font-size: 1.35rem; margin: 0 0 .75rem } p { margin: .5rem 0 } code { font-size: .85em; overflow-wrap: anywhere }
                label, .choice { display: block; border: 1px solid #d5d9d9; border-radius: 8px; padding: .7rem .9rem; margin: .5rem 0;
                cursor: pointer }
                small { display: block; color: #565959 } .actions { display: flex; gap: .75rem; margin-top: 1.25rem }
                button { font: inherit; border: 1px solid #888c8c; border-radius: 999px; padding: .5rem 1.4rem; background: #fff; cursor: pointer }
                button.main { background: {{accent}}; border-color: {{accent}} } button.choice { width: 100%; border-radius: 8px; text-align: left }
                footer { color: #565959; font-size: .8rem; margin-top: 1.25rem }
              </style>
            </head>
            <body><main>
            {{body}}
            <footer>Simulator: nothing here reaches the real service.</footer>
            </main></body>
            </html>
            """, Encoding.UTF8, context.RequestAborted);
    }
}
