using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Api.Idempotency;

internal static class IdempotencyErrors
{
    public static readonly Error InvalidKey = new(ErrorKind.Malformed, "idempotency.invalid_key",
        $"Idempotency-Key must be one value of 1 to {IdempotencyKey.MaxLength} visible ASCII characters.");

    public static readonly Error KeyReused = new(ErrorKind.Invalid, "idempotency.key_reused",
        "This Idempotency-Key was sent with another request; send a new key.");

    public static readonly Error InProgress = new(ErrorKind.Conflict, "idempotency.in_progress",
        "An equal request with this Idempotency-Key is in progress; repeat the request in a moment to get its response.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };
}
