using Accounts.Domain.Common;

namespace Accounts.Domain.Registration;

public static class RegistrationErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "registration.not_found", "The registration does not exist.");

    public static readonly Error RegionDisabled =
        new(ErrorKind.Invalid, "registration.region_disabled", "This service does not offer the region of that marketplace.");

    public static readonly Error ConnectionRequired =
        new(ErrorKind.Invalid, "registration.connection_required", "There are several Amazon connections; name one in connection_id.")
        {
            Fields = [new FieldError("/connection_id", "required", "The id of one of the connections.")],
        };

    public static readonly Error Refused =
        new(ErrorKind.UpstreamInvalid, "registration.refused", "Amazon refused the registration; its reasons are in errors.");

    public static readonly Error OutcomeUnknown =
        new(ErrorKind.UpstreamInvalid, "registration.outcome_unknown",
            "Amazon did not confirm the registration; check at Amazon whether the account exists.");

    public static readonly Error Overdue =
        new(ErrorKind.UpstreamTimeout, "registration.overdue",
            "Amazon did not complete the registration in time; check at Amazon whether the account exists.");

    public static readonly Error Ended =
        new(ErrorKind.Conflict, "registration.ended", "The registration has ended.");

    public static readonly Error NotSent =
        new(ErrorKind.Conflict, "registration.not_sent", "The registration has not been sent.");

    public static readonly Error NotPending =
        new(ErrorKind.Conflict, "registration.not_pending", "Amazon has not accepted the registration.");
}
