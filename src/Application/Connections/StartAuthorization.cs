using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Connections.Consent;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using FluentValidation;

namespace Accounts.Application.Connections;

/// <param name="Connection">A connection's id, <c>new</c>, or null for the user's only one.</param>
/// <param name="ReturnTo">A relative path on the frontend, or null.</param>
/// <param name="Browser">The secret that the browser returns in a cookie.</param>
public sealed record StartAuthorizationCommand(UserId User, Region Region, string? Connection, string? ReturnTo, Secret Browser)
    : ICommand<StartedAuthorization>, IRefusesImpersonators
{
    public static string EventType => "connection.connect";
}

public sealed record StartedAuthorization(Uri AuthUrl, string State, int ExpiresIn)
{
    // A response, so its members are plain text. The state is secret, and the address contains it.
    public override string ToString() => nameof(StartedAuthorization);
}

internal sealed class StartAuthorizationValidator : AbstractValidator<StartAuthorizationCommand>
{
    public StartAuthorizationValidator()
    {
        RuleFor(c => c.ReturnTo).Must(RelativePath.IsSafe).When(c => c.ReturnTo is not null)
            .Malformed("return_to", "format")
            .WithMessage("return_to must be a path on this site, such as /accounts.");
        RuleFor(c => c.Connection).Must(id => id == "new" || Guid.TryParse(id, out _)).When(c => c.Connection is not null)
            .Malformed("connection", "format")
            .WithMessage("connection must be the id of one of your connections, or new.");
    }
}

internal sealed class StartAuthorizationHandler(ConnectionGate gate, AuthorizationStarter starter)
    : ICommandHandler<StartAuthorizationCommand, StartedAuthorization>
{
    public async Task<Result<StartedAuthorization>> Handle(StartAuthorizationCommand command, CancellationToken ct)
    {

        var target = await gate.TargetAsync(command.User, command.Connection, ct);
        return target.Succeeded ? await starter.StartAsync(command, target.Value, ct) : target.Error;
    }
}
