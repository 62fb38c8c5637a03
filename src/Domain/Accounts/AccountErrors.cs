using Accounts.Domain.Common;

namespace Accounts.Domain.Accounts;

public static class AccountErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "account.not_found", "The account does not exist.");

    public static readonly Error Disconnected =
        new(ErrorKind.Conflict, "account.disconnected", "The account is disconnected; reconnect it first.");

    public static readonly Error SettingsChanged =
        new(ErrorKind.OutOfDate, "account.settings_changed", "The settings were changed since you read them; read them again and retry.");

    public static readonly Error InvalidPageToken =
        new(ErrorKind.Malformed, "page_token.invalid", "The page token is not valid for this list; start from the first page.");
}
