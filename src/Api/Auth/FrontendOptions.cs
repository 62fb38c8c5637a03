using System.ComponentModel.DataAnnotations;

namespace Accounts.Api.Auth;

/// <summary>The address of the frontend.</summary>
public sealed class FrontendOptions : IValidatableObject
{
    public const string Section = "Frontend";
    public const string Index = "index.html";

    /// <summary>The origin that the callback redirects to. It is also the only allowed CORS origin.</summary>
    public Uri? Url { get; init; }

    /// <summary>The folder of a built single-page frontend, which is served at <c>/</c>.</summary>
    public string? StaticPath { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttps && !Url.IsLoopback) || Url.PathAndQuery != "/"))
            yield return new ValidationResult("Frontend__Url must be an https origin without a path, such as https://app.example.com.");
        if (StaticPath is not null && !File.Exists(Path.Combine(StaticPath, Index)))
            yield return new ValidationResult($"Frontend__StaticPath must be the folder of a built frontend, with its {Index}.");
    }
}
