namespace Accounts.Domain.Common;

/// <summary>This service's id of a user. Clerk's id is used only at sign-in.</summary>
public readonly record struct UserId(Guid Value)
{
    public static UserId New() => new(Guid.CreateVersion7());
}

public readonly record struct AccountId(Guid Value)
{
    public static AccountId New() => new(Guid.CreateVersion7());
}

public readonly record struct ConnectionId(Guid Value)
{
    public static ConnectionId New() => new(Guid.CreateVersion7());
}

public readonly record struct RegistrationId(Guid Value)
{
    public static RegistrationId New() => new(Guid.CreateVersion7());
}

public readonly record struct SyncRunId(Guid Value)
{
    public static SyncRunId New() => new(Guid.CreateVersion7());
}
