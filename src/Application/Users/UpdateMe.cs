using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Users;
using FluentValidation;

namespace Accounts.Application.Users;

/// <summary>Changes the user's names here. Clerk's next change of the user replaces them.</summary>
/// <param name="FirstName">Null to leave the name unchanged, blank to remove it.</param>
/// <param name="LastName">Likewise.</param>
public sealed record UpdateMeCommand(UserId User, string? FirstName, string? LastName) : ICommand<UserProfile>, IRefusesImpersonators
{
    public static string EventType => "user.update";
}

internal sealed class UpdateMeValidator : AbstractValidator<UpdateMeCommand>
{
    public UpdateMeValidator()
    {
        RuleFor(c => c.FirstName).Must(IsName).OverridePropertyName("/firstName").WithErrorCode("format").WithMessage(Message("firstName"));
        RuleFor(c => c.LastName).Must(IsName).OverridePropertyName("/lastName").WithErrorCode("format").WithMessage(Message("lastName"));
    }

    private static bool IsName(string? name) => name is null || (name.Length <= User.NameMaxLength && !name.Any(char.IsControl));

    private static string Message(string member) => $"{member} must have at most {User.NameMaxLength} characters, without control characters.";
}

internal sealed class UpdateMeHandler(IUserRepository users, IAuditTrail audit, IUnitOfWork unitOfWork, TimeProvider clock)
    : ICommandHandler<UpdateMeCommand, UserProfile>
{
    public async Task<Result<UserProfile>> Handle(UpdateMeCommand command, CancellationToken ct)
    {
        var user = await users.GetAsync(command.User, ct);
        var (first, last) = (user.FirstName, user.LastName);
        if (!user.Rename(Chosen(command.FirstName, first), Chosen(command.LastName, last), clock.GetUtcNow())) return UserProfile.Of(user);

        audit.Record(new AuditEvent(UpdateMeCommand.EventType, Succeeded: true)
        {
            TargetType = "user",
            TargetId = user.Id.Value.ToString(),
            Metadata = AuditedChange.Between(("first_name", first, user.FirstName), ("last_name", last, user.LastName)),
        });
        await unitOfWork.SaveChangesAsync(ct);
        return UserProfile.Of(user);
    }

    private static string? Chosen(string? given, string? current) => given is null ? current : string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}
