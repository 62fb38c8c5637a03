using System.Buffers.Text;
using System.Security.Cryptography;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Consent;

/// <summary>Stores an authorization attempt and creates the address of Amazon's consent page.</summary>
internal sealed class AuthorizationStarter(ILoginWithAmazon amazon, IAuthorizationAttempts attempts, CurrentUser user, ITokenCipher cipher)
{
    /// <param name="command">The region, the return target and the browser.</param>
    /// <param name="replaced">The connection that the consent replaces; null for a new one.</param>
    /// <param name="ct">Cancels the write.</param>
    /// <returns>Error: <c>connection.region_disabled</c>.</returns>
    public async Task<Result<StartedAuthorization>> StartAsync(StartAuthorizationCommand command, ConnectionId? replaced, CancellationToken ct)
    {
        if (!amazon.Offers(command.Region)) return ConnectionErrors.RegionDisabled;

        var state = NewSecret();
        var verifier = NewSecret();
        var lifetime = await attempts.StartAsync(new NewAuthorizationAttempt(command.User, user.SessionId ?? "", state, command.Browser,
            command.Region, replaced, command.ReturnTo, cipher.Protect(verifier, TokenBinding.CodeVerifier(command.User))), ct);

        return new StartedAuthorization(amazon.ConsentUrl(command.Region, state, verifier), state.Reveal(), (int)lifetime.TotalSeconds);
    }

    /// <summary>256 bits: an unguessable state, and the 43 characters that PKCE requires of a verifier (RFC 7636 §4.1).</summary>
    private static Secret NewSecret() => Secret.From(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
}
