namespace Accounts.Domain.Accounts;

public enum AccountStatus
{
    Active,
    Pending,
    Suspended,

    /// <summary>Absent from two complete listings.</summary>
    Inactive,

    /// <summary>The user disconnected it. A sync never changes this.</summary>
    Disconnected,

    /// <summary>Its connection requires reauthorization.</summary>
    Error,
}
