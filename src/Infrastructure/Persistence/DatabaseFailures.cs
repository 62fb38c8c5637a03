using Accounts.Application.Common.Jobs;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>What a failure of the database means.</summary>
internal static class DatabaseFailures
{
    private const string JobLost = "AC001";

    /// <summary>Whether the database could not be reached or refused all work. A statement that takes too long does not count.</summary>
    public static bool IsUnavailable(Exception exception) =>
        Chain(exception).Any(e => e switch
        {
            PostgresException refused => refused.IsTransient || refused.SqlState is ['5', '7', ..] or ['0', '8', ..] or ['2', '5', '0', '0', '6'],
            NpgsqlException { InnerException: not TimeoutException } => true,
            _ => false,
        });

    /// <summary>Whether a statement did not end in time.</summary>
    public static bool IsTimeout(Exception exception) => Chain(exception).Any(e => e is NpgsqlException { InnerException: TimeoutException });

    /// <summary>Whether <c>app.own_job</c> refused the transaction.</summary>
    public static bool IsJobLost(Exception exception) => Chain(exception).Any(e => e is JobLostException or PostgresException { SqlState: JobLost });

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException) yield return exception;
    }
}
