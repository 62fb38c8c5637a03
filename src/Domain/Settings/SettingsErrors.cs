using Accounts.Domain.Common;

namespace Accounts.Domain.Settings;

public static class SettingsErrors
{
    public static readonly Error Changed =
        new(ErrorKind.OutOfDate, "settings.changed", "The settings were changed since you read them; read them again and retry.");

    /// <summary>The same error for an account of another user, so that an id reveals nothing.</summary>
    public static readonly Error UnusableDefault =
        new(ErrorKind.Invalid, "settings.default_account_invalid",
            "default_account_id must be the id of one of your accounts that is not disconnected, or null.")
        {
            Fields = [new FieldError("/preferences/default_account_id", "account",
                "The id of one of your accounts that is not disconnected, or null.")],
        };
}
