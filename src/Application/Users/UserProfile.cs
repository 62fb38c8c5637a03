using System.Text.Json.Serialization;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Users;

/// <summary>The user as the existing frontend reads it.</summary>
public sealed record UserProfile(
    Guid Id,
    string? Email,
    [property: JsonPropertyName("firstName")] string? FirstName,
    [property: JsonPropertyName("lastName")] string? LastName,
    [property: JsonPropertyName("imageUrl")] string? ImageUrl,
    [property: JsonPropertyName("createdAt")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("lastLoginAt")] DateTimeOffset? LastLoginAt)
{
    internal static UserProfile Of(User user) =>
        new(user.Id.Value, user.Email, user.FirstName, user.LastName, user.ImageUrl, user.CreatedAt, user.LastLoginAt);

    internal static async Task<UserProfile> ReadAsync(IReadDb db, UserId user, CancellationToken ct) =>
        Of(await db.Users.SingleAsync(u => u.Id == user, ct));
}
