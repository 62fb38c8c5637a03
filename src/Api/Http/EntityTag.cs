using System.Globalization;
using Accounts.Domain.Common;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>Versions as <c>ETag</c> and <c>If-Match</c> (RFC 9110 §8.8.3, §13.1.1).</summary>
internal static class EntityTag
{
    public static readonly Error Missing =
        new(ErrorKind.VersionRequired, "request.if_match_required",
            "Send If-Match with the ETag that you have read, so that no change of another request is lost.");

    public static readonly Error Malformed =
        new(ErrorKind.Malformed, "request.if_match_invalid", "If-Match must be an ETag of this resource, or *.");

    /// <summary>No version is negative, so this one never matches.</summary>
    public const int NeverCurrent = -1;

    public static void Set(HttpContext http, int version) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>The expected version; null if any will do. Error: the header is missing or malformed.</returns>
    public static Result<int?> Required(string? header) => header is null ? Missing : Optional(header);

    /// <returns>The expected version; null if the header is absent or any version will do.</returns>
    public static Result<int?> Optional(string? header)
    {
        if (header is null) return Result<int?>.Success(null);
        if (!EntityTagHeaderValue.TryParse(header, out var tag)) return Malformed;
        if (tag.Equals(EntityTagHeaderValue.Any)) return Result<int?>.Success(null);

        return !tag.IsWeak && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version : NeverCurrent;
    }
}
