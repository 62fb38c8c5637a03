namespace Accounts.Domain.Accounts;

public enum AccountStatus
{
    Active,
    Pending,
    Suspended,

    /// <summary>Absent from two complete listings.</summary>
    Inactive,

    /// <summary>The user's choice; a sync never overrides it.</summary>
    Disconnected,

    /// <summary>The grant behind it needs the user.</summary>
    Error,
}
