namespace Accounts.Domain.Registration;

/// <summary>How far a registration has come.</summary>
public enum RegistrationStatus
{
    /// <summary>Stored, and not sent to Amazon.</summary>
    Requested,

    /// <summary>An attempt has begun, and its outcome is unknown.</summary>
    Sending,

    /// <summary>Amazon has accepted it and works on it.</summary>
    Pending,

    Created,

    /// <summary>Amazon rejected the account.</summary>
    Disabled,

    /// <summary>Amazon refused the request, or the outcome could not be found out.</summary>
    Failed,
}
