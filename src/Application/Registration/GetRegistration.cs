using System.Text.Json;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Registration;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Registration;

public sealed record GetRegistrationQuery(UserId User, RegistrationId Registration) : IQuery<RegistrationView>;

internal sealed class GetRegistrationHandler(IReadDb db) : IQueryHandler<GetRegistrationQuery, RegistrationView>
{
    public async Task<Result<RegistrationView>> Handle(GetRegistrationQuery query, CancellationToken ct) =>
        await db.Registrations.SingleOrDefaultAsync(r => r.UserId == query.User && r.Id == query.Registration, ct) is { } registration
            ? RegistrationView.Of(registration)
            : RegistrationErrors.NotFound;
}

/// <summary>The progress of a registration.</summary>
/// <param name="AccountId">The id that the registration is followed with.</param>
/// <param name="Status"><c>PENDING</c>, <c>CREATED</c>, <c>DISABLED</c> or <c>FAILED</c>.</param>
/// <param name="ApiStatus">Amazon's word, such as <c>PARTIALLY_CREATED</c>.</param>
/// <param name="Errors">Amazon's reasons per country, unchanged.</param>
/// <param name="ErrorCode">Why the registration failed.</param>
public sealed record RegistrationView(
    Guid AccountId,
    string Status,
    string Message,
    string? AmazonAccountId,
    string? ApiStatus,
    string AccountName,
    string MarketplaceId,
    string AdvertiserId,
    RegistrationAssociation Association,
    Guid ConnectionId,
    JsonElement? Errors,
    string? ErrorCode,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt)
{
    internal static RegistrationView Of(AccountRegistration r) => new(
        r.Id.Value, StatusOf(r), MessageOf(r), r.AmazonAccountId, r.ApiStatus, r.Request.AccountName, r.Request.MarketplaceId, r.Request.AdvertiserId,
        r.Request.Association, r.ConnectionId.Value, r.Errors is { } errors ? JsonElement.Parse(errors) : null, r.ErrorCode, r.CreatedAt,
        r.CompletedAt);

    internal static string StatusOf(AccountRegistration registration) => registration.Status switch
    {
        RegistrationStatus.Created => "CREATED",
        RegistrationStatus.Disabled => "DISABLED",
        RegistrationStatus.Failed => "FAILED",
        _ => "PENDING",
    };

    internal static string MessageOf(AccountRegistration registration) => registration.Status switch
    {
        RegistrationStatus.Requested => "The registration will be sent to Amazon.",
        RegistrationStatus.Sending => "The registration is being sent to Amazon.",
        RegistrationStatus.Pending => "Amazon is creating the account.",
        RegistrationStatus.Created => "The account exists.",
        RegistrationStatus.Disabled => "Amazon did not approve the account; its reasons are in errors.",
        _ => registration.ErrorMessage ?? RegistrationErrors.OutcomeUnknown.Message,
    };
}
