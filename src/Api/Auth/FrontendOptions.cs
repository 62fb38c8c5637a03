using System.ComponentModel.DataAnnotations;

namespace Accounts.Api.Auth;

/// <summary>The address of the frontend.</summary>
public sealed class FrontendOptions : IValidatableObject
{
    public const string Section = "Frontend";

    /// <summary>The origin that the callback redirects to. It is also the only allowed CORS origin.</summary>
    public Uri? Url { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttps && !Url.IsLoopback) || Url.PathAndQuery != "/"))
            yield return new ValidationResult("Frontend__Url must be an https origin without a path, such as https://app.example.com.");
    }
}
