namespace Accounts.Domain.Connections;

public enum ConnectionStatus
{
    Active,
    NeedsReauth,
    Revoked,
}
