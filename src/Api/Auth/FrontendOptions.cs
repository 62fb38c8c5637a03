using System.ComponentModel.DataAnnotations;

namespace Accounts.Api.Auth;

/// <summary>The pages that people use.</summary>
public sealed class FrontendOptions : IValidatableObject
{
    public const string Section = "Frontend";

    /// <summary>Where the callback sends the browser; also the one origin allowed to call from elsewhere.</summary>
    public Uri? Url { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttps && !Url.IsLoopback) || Url.PathAndQuery != "/"))
            yield return new ValidationResult("Frontend__Url must be an https origin without a path, such as https://app.example.com.");
    }
}
