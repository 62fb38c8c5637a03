using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>The column, row and user that a ciphertext belongs to. In a format that binds, it cannot be decrypted anywhere else.</summary>
public sealed record TokenBinding
{
    private TokenBinding(string column, UserId? user, string row) => Text = $"{column}\n{user?.Value:N}\n{row}";

    /// <summary>Unambiguous: column names contain no line break, and a user id has a fixed length.</summary>
    public string Text { get; }

    /// <summary>The canary: known text that shows whether the keys are right. It belongs to no user.</summary>
    public static TokenBinding KeyCanary { get; } = new("application_config.value", user: null, "token_encryption.canary");

    public static TokenBinding AccessToken(UserId user, ConnectionId connection) =>
        new("oauth_tokens.encrypted_access_token", user, $"{connection.Value:N}");

    public static TokenBinding RefreshToken(UserId user, ConnectionId connection) =>
        new("oauth_tokens.encrypted_refresh_token", user, $"{connection.Value:N}");

    /// <summary>Bound to the user only: the database creates the row's id after the encryption.</summary>
    public static TokenBinding CodeVerifier(UserId user) => new("oauth_states.encrypted_code_verifier", user, "");

    /// <param name="user">The owner.</param>
    /// <param name="connection">The connection that is listed.</param>
    /// <param name="listing">The listing, and not the row: a later run continues from the cursor in another row.</param>
    public static TokenBinding Cursor(UserId user, ConnectionId connection, string listing) =>
        new("sync_scopes.cursor", user, $"{connection.Value:N}\n{listing}");
}
