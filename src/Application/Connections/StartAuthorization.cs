using System.Buffers.Text;
using System.Security.Cryptography;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
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

internal sealed class StartAuthorizationHandler(
    ILoginWithAmazon amazon, IAuthorizationAttempts attempts, ConnectionGate gate, ITokenCipher cipher)
    : ICommandHandler<StartAuthorizationCommand, StartedAuthorization>
{
    public async Task<Result<StartedAuthorization>> Handle(StartAuthorizationCommand command, CancellationToken ct)
    {
        if (!amazon.Offers(command.Region)) return ConnectionErrors.RegionDisabled;

        var target = await gate.TargetAsync(command.User, command.Connection, ct);
        if (!target.Succeeded) return target.Error;

        var state = NewSecret();
        var verifier = NewSecret();
        var lifetime = await attempts.StartAsync(new NewAuthorizationAttempt(command.User, gate.SessionId, state, command.Browser,
            command.Region, target.Value, command.ReturnTo, cipher.Protect(verifier, TokenBinding.CodeVerifier(command.User))), ct);

        return new StartedAuthorization(amazon.ConsentUrl(command.Region, state, verifier), state.Reveal(), (int)lifetime.TotalSeconds);
    }

    /// <summary>256 bits: an unguessable state, and the 43 characters that PKCE requires of a verifier (RFC 7636 §4.1).</summary>
    private static Secret NewSecret() => Secret.From(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
}
