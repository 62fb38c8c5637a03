using Accounts.Domain.Common;

namespace Accounts.Domain.Users;

/// <summary>A user as Clerk describes them. The first verified request creates the row; Clerk's events update it.</summary>
public sealed class User
{
    public const int NameMaxLength = 100;

    private User()
    {
    }

    public UserId Id { get; private init; }

    /// <summary>Null for a user without an address, and until Clerk's first event.</summary>
    public string? Email { get; private init; }

    public string? FirstName { get; private set; }

    public string? LastName { get; private set; }

    public string? ImageUrl { get; private init; }

    public DateTimeOffset? LastLoginAt { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The next event of Clerk's that changes the user replaces these names.</summary>
    /// <returns>Returns false if the names are unchanged.</returns>
    public bool Rename(string? firstName, string? lastName, DateTimeOffset now)
    {
        if ((firstName, lastName) == (FirstName, LastName)) return false;

        FirstName = firstName;
        LastName = lastName;
        UpdatedAt = now;
        return true;
    }
}
