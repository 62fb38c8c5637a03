using Accounts.Domain.Common;

namespace Accounts.Api.Auth;

internal static class SignInErrors
{
    public static readonly Error Required = new(ErrorKind.Unauthenticated, "auth.required", "Sign in first.");

    /// <summary>The same error for every invalid token, so that an attacker learns nothing from it.</summary>
    public static readonly Error InvalidToken =
        new(ErrorKind.Unauthenticated, "auth.invalid_token", "The session was not accepted; sign in again.");

    public static readonly Error UserDeleted =
        new(ErrorKind.Unauthenticated, "auth.user_deleted", "This user was deleted; sign in as another user.");

    public static readonly Error SessionPending =
        new(ErrorKind.Forbidden, "auth.session_pending", "The sign-up is not finished; complete it first.");

    public static readonly Error Forbidden = new(ErrorKind.Forbidden, "auth.forbidden", "This is not allowed.");
}
