using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>The one place that knows what a failure of the database means, in EF's saves and in raw SQL.</summary>
internal static class DatabaseFailures
{
    private const string JobLost = "AC001";
    private const string UserDeleted = "AC002";

    /// <summary>Whether the failure is a conflict of two writers, a lost job or a deleted user.</summary>
    public static bool IsExpected(Exception exception) => Root(exception) is DbUpdateConcurrencyException
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or JobLost or UserDeleted };

    /// <returns>
    /// The exception that the application knows: <see cref="JobLostException"/>, <see cref="UserDeletedException"/> or
    /// <see cref="ConflictException"/>.
    /// </returns>
    public static Exception ToExpected(Exception exception) => Root(exception) switch
    {
        PostgresException { SqlState: JobLost } => new JobLostException(exception),
        PostgresException { SqlState: UserDeleted } => new UserDeletedException(exception),
        _ => new ConflictException(ConflictException.Concurrent, exception),
    };

    /// <summary>Whether a job was refused because an equal one is live.</summary>
    public static bool IsLiveJob(Exception exception) =>
        Root(exception) is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: NewJob.LiveIndex };

    /// <summary>Whether the database could not be reached or refused all work. A statement that takes too long does not count.</summary>
    public static bool IsUnavailable(Exception exception) =>
        Chain(exception).Any(e => e switch
        {
            PostgresException refused => refused.IsTransient || refused.SqlState is ['5', '7', ..] or ['0', '8', ..] or "25006",
            NpgsqlException { InnerException: not TimeoutException } => true,
            _ => false,
        });

    /// <summary>Whether the service's login may not do this: waiting and trying again do not help.</summary>
    public static bool IsMissingRight(Exception exception) =>
        Chain(exception).Any(e => e is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege });

    /// <summary>Whether a statement did not end in time.</summary>
    public static bool IsTimeout(Exception exception) => Chain(exception).Any(e => e is NpgsqlException { InnerException: TimeoutException });

    private static Exception Root(Exception exception) =>
        exception is DbUpdateException { InnerException: { } inner } and not DbUpdateConcurrencyException ? inner : exception;

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException) yield return exception;
    }
}
