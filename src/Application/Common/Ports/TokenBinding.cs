using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>The place a ciphertext is written for: a column, a row, a user. Where the format binds, it can be read for no other.</summary>
public sealed record TokenBinding
{
    private TokenBinding(string column, UserId? user, string row) => Text = $"{column}\n{user?.Value:N}\n{row}";

    /// <summary>Says one place only: no column has a line break in it, and a user has a fixed length.</summary>
    public string Text { get; }

    /// <summary>Known text that tells whether the keys are the right ones; nobody's.</summary>
    public static TokenBinding KeyCanary { get; } = new("application_config.value", user: null, "token_encryption.canary");

    public static TokenBinding AccessToken(UserId user, ConnectionId connection) => new("oauth_tokens.encrypted_access_token", user, $"{connection.Value:N}");

    public static TokenBinding RefreshToken(UserId user, ConnectionId connection) => new("oauth_tokens.encrypted_refresh_token", user, $"{connection.Value:N}");

    /// <summary>The row's id is made by the database, after the encryption: the user has to do.</summary>
    public static TokenBinding CodeVerifier(UserId user) => new("oauth_states.encrypted_code_verifier", user, "");

    /// <param name="user">Whose it is.</param>
    /// <param name="connection">The login that is listed.</param>
    /// <param name="listing">What is listed, and not in which row: a later run goes on with it in a row of its own.</param>
    public static TokenBinding Cursor(UserId user, ConnectionId connection, string listing) => new("sync_scopes.cursor", user, $"{connection.Value:N}\n{listing}");
}
