using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.DspAdvertisers;
using Accounts.Domain.DspSeats;

namespace Accounts.Application.DspSeats;

/// <summary>The errors of reads, by the codes that the log keeps: another instance may have made the read.</summary>
internal static class SeatFailures
{
    public static readonly IReadOnlyList<Error> All =
    [
        DspErrors.NotYourAdvertiser, DspErrors.AccessDenied, AccountErrors.NotFound, AccountErrors.Disconnected,
        ConnectionErrors.NotFound, ConnectionErrors.ReauthorizationRequired, ConnectionErrors.RefreshUnavailable, ConnectionErrors.ClientRejected,
        AmazonErrors.NotFound, AmazonErrors.Rejected, AmazonErrors.InvalidAnswer, AmazonErrors.Timeout, AmazonErrors.Throttled(retryAfter: null),
        AmazonErrors.Unavailable(), JobErrors.StepFailed, JobErrors.Interrupted,
    ];

    public static Error Of(string? code) => All.FirstOrDefault(error => error.Code == code) ?? AmazonErrors.Unavailable();

    /// <returns>
    /// The error of the last read, if it means that the caller may no longer see what is stored, or must act before it can be read again; else null.
    /// </returns>
    public static Error? DenialOf(SeatSnapshot snapshot) =>
        snapshot.LastStatus == SeatReadStatus.Failed && Of(snapshot.LastErrorCode) is var error
            && error.Kind is ErrorKind.Forbidden or ErrorKind.ReauthorizationRequired or ErrorKind.NotFound ? error : null;
}
