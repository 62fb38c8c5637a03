using System.Net;
using System.Text.Json;
using Accounts.Api.Auth;
using Accounts.Api.Pages;
using Accounts.Application.Common.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Dashboard;

/// <summary>Writes into the dashboard's page what it has to know before its first request.</summary>
internal sealed class DashboardSettings(
    IOptions<ClerkOptions> clerk, IOptions<FrontendOptions> frontend, IOptions<FeatureOptions> features, IOptions<JsonOptions> json,
    IHostEnvironment environment)
{
    private const string Empty = """<meta name="accounts" content="{}" />""";

    public string WriteInto(string index)
    {
        if (!index.Contains(Empty, StringComparison.Ordinal)) throw new InvalidDataException($"The dashboard's page must contain {Empty}.");

        var content = JsonSerializer.Serialize(
            new Content(
                PagePaths.OfDashboard(frontend.Value) + "/", clerk.Value.Issuer, clerk.Value.PublishableKey, environment.IsDevelopment(),
                [.. features.Value.Offered]),
            json.Value.SerializerOptions);
        return index.Replace(Empty, $"""<meta name="accounts" content="{WebUtility.HtmlEncode(content)}" />""", StringComparison.Ordinal);
    }

    /// <param name="Base">The path that the addresses of its pages begin with.</param>
    private sealed record Content(string Base, string Issuer, string? PublishableKey, bool Development, IReadOnlyList<Feature> Features);
}
