using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Registration;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Registration;

/// <summary>Requests a new account at Amazon. A job sends the request and follows it.</summary>
/// <param name="Association">Null to conclude it from the form of the id.</param>
/// <param name="AccountName">Null to name the account after the advertiser's id.</param>
/// <param name="Connection">Null for the user's only connection.</param>
public sealed record RegisterAccountCommand(
    UserId User, string MarketplaceId, string AdvertiserId, string AccountType, string? AccountName, RegistrationAssociation? Association,
    ConnectionId? Connection)
    : ICommand<RequestedRegistration>, IRefusesImpersonators
{
    public static string EventType => "account.register";
}

/// <param name="AccountId">The id that the registration is followed with.</param>
public sealed record RequestedRegistration(Guid AccountId, string Status, string Message);

internal sealed class RegisterAccountValidator : AbstractValidator<RegisterAccountCommand>
{
    public RegisterAccountValidator()
    {
        RuleFor(c => c.AccountType).Equal(RegistrationRequest.AccountType).OverridePropertyName("/account_type").WithErrorCode("account_type")
            .WithMessage("account_type must be ADVERTISER: Amazon registers no other kind of account.");
        RuleFor(c => c.MarketplaceId).Must(id => Marketplace.OfId(id) is not null).OverridePropertyName("/marketplace_id")
            .WithErrorCode("marketplace_id")
            .WithMessage("marketplace_id must be the id of an Amazon marketplace, such as ATVPDKIKX0DER.");
        RuleFor(c => c.AdvertiserId).Must(IsId).OverridePropertyName("/advertiser_id").WithErrorCode("advertiser_id")
            .WithMessage("advertiser_id must be a merchant customer id or a vendor "
                + $"group id: 1 to {RegistrationRequest.MaxAdvertiserIdLength} letters and digits.");
        RuleFor(c => c.Association)
            .Must((c, named) => named is not null || !IsId(c.AdvertiserId) || RegistrationRequest.Suggested(c.AdvertiserId) is not null)
            .OverridePropertyName("/association").WithErrorCode("association")
            .WithMessage("association must be seller or vendor, because the form of advertiser_id does not tell.");
        RuleFor(c => c.AccountName).Must(IsName).OverridePropertyName("/account_name").WithErrorCode("account_name")
            .WithMessage($"account_name must have 1 to {RegistrationRequest.MaxNameLength} characters, without control characters "
                + "and without spaces at its ends.");
    }

    private static bool IsId(string? id) =>
        id is { Length: > 0 and <= RegistrationRequest.MaxAdvertiserIdLength } && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>Amazon must list the account under exactly this name.</summary>
    private static bool IsName(string? name) =>
        name is null || (name.Length is > 0 and <= RegistrationRequest.MaxNameLength && name.Trim() == name
            && !name.Any(c => char.IsControl(c) || char.IsSurrogate(c)));
}

internal sealed class RegisterAccountHandler(
    IReadDb db, ILoginWithAmazon amazon, IRegistrationRepository registrations, IJobQueue jobs, IAuditTrail audit, IUnitOfWork unitOfWork,
    RequestContext context, TimeProvider clock)
    : ICommandHandler<RegisterAccountCommand, RequestedRegistration>
{
    public async Task<Result<RequestedRegistration>> Handle(RegisterAccountCommand command, CancellationToken ct)
    {
        var id = context.OperationId is { } operation ? new RegistrationId(operation) : RegistrationId.New();
        if (await registrations.FindAsync(command.User, id, ct) is { } repeated) return Requested(repeated);

        var association = command.Association ?? RegistrationRequest.Suggested(command.AdvertiserId)!.Value;
        var request = new RegistrationRequest(command.MarketplaceId, command.AdvertiserId, association, command.AccountName ?? command.AdvertiserId);
        if (!amazon.Offers(request.Marketplace.Region)) return RegistrationErrors.RegionDisabled;

        var connection = await ConnectionAsync(command, ct);
        if (!connection.Succeeded) return connection.Error;

        var registration = AccountRegistration.Make(id, command.User, connection.Value, request, clock.GetUtcNow());
        registrations.Add(registration);
        jobs.Add(command.User, JobKind.Registration, request.Subject, registration.Id.Value);
        audit.Record(RegistrationAudit.Of(RegisterAccountCommand.EventType, registration));
        await unitOfWork.SaveChangesAsync(ct);
        return Requested(registration);
    }

    private static RequestedRegistration Requested(AccountRegistration registration) =>
        new(registration.Id.Value, RegistrationView.StatusOf(registration), RegistrationView.MessageOf(registration));

    private async Task<Result<ConnectionId>> ConnectionAsync(RegisterAccountCommand command, CancellationToken ct)
    {
        var connections = await db.Connections.Where(c => c.UserId == command.User && c.Status != ConnectionStatus.Revoked)
            .Select(c => new { c.Id, c.Status }).ToListAsync(ct);
        if (command.Connection is { } named) connections.RemoveAll(c => c.Id != named);
        if (connections.Count == 0) return ConnectionErrors.NotFound;

        connections.RemoveAll(c => c.Status != ConnectionStatus.Active);
        return connections switch
        {
            [] => ConnectionErrors.ReauthorizationRequired,
            [var only] => only.Id,
            _ => RegistrationErrors.ConnectionRequired,
        };
    }
}

internal static class RegistrationAudit
{
    /// <summary>The event about this registration, with what was requested and what became of it.</summary>
    public static AuditEvent Of(string type, AccountRegistration registration)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["marketplace_id"] = registration.Request.MarketplaceId,
            ["advertiser_id"] = registration.Request.AdvertiserId,
            ["status"] = RegistrationView.StatusOf(registration),
        };
        if (registration.AmazonAccountId is { } id) metadata["amazon_account_id"] = id;
        var succeeded = registration.Status is not (RegistrationStatus.Disabled or RegistrationStatus.Failed);
        return new AuditEvent(type, succeeded)
        {
            TargetType = "registration",
            TargetId = registration.Id.Value.ToString(),
            ErrorCode = registration.ErrorCode,
            ErrorMessage = registration.ErrorMessage,
            Metadata = metadata,
        };
    }
}
