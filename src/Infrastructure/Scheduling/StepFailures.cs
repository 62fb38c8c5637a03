using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.Persistence;

namespace Accounts.Infrastructure.Scheduling;

internal sealed class StepFailures : IStepFailures
{
    public Error? ErrorOf(Exception exception) =>
        exception is JobLostException or UserDeletedException || DatabaseFailures.IsUnavailable(exception) ? null
        : DatabaseFailures.IsTimeout(exception) ? JobErrors.DatabaseTimeout
        : JobErrors.StepFailed;
}
