using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class AccountRegistrationConfiguration : IEntityTypeConfiguration<AccountRegistration>
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public void Configure(EntityTypeBuilder<AccountRegistration> registration)
    {
        registration.ToTable("account_registrations", "public");
        registration.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        registration.Property(r => r.UserId).HasColumnName("user_id");
        registration.Property(r => r.ConnectionId).HasColumnName("connection_id");
        registration.Property(r => r.Request).HasColumnName("request").HasColumnType("jsonb").HasConversion(
            request => JsonSerializer.Serialize(request, Json), text => JsonSerializer.Deserialize<RegistrationRequest>(text, Json)!);
        registration.Property(r => r.Status).HasColumnName("status");
        registration.Property(r => r.KnownBefore).HasColumnName("known_before").HasColumnType("jsonb").HasConversion(
            ids => JsonSerializer.Serialize(ids, Json), text => JsonSerializer.Deserialize<string[]>(text, Json),
            new ValueComparer<IReadOnlyList<string>?>((a, b) => ReferenceEquals(a, b), ids => ids == null ? 0 : ids.GetHashCode(), ids => ids));
        registration.Property(r => r.Attempts).HasColumnName("attempts");
        registration.Property(r => r.SentAt).HasColumnName("sent_at");
        registration.Property(r => r.AmazonAccountId).HasColumnName("amazon_account_id");
        registration.Property(r => r.ApiStatus).HasColumnName("api_status");
        registration.Property(r => r.Errors).HasColumnName("errors").HasColumnType("jsonb");
        registration.Property(r => r.ErrorCode).HasColumnName("error_code");
        registration.Property(r => r.ErrorMessage).HasColumnName("error_message");
        registration.Property(r => r.CreatedAt).HasColumnName("created_at");
        registration.Property(r => r.CompletedAt).HasColumnName("completed_at");
        registration.Ignore(r => r.HasEnded);
    }
}
