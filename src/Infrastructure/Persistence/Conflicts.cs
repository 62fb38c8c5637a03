using Accounts.Application.Common.Ports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>The one place that recognizes a lost race between two writers, in EF's saves and in raw SQL.</summary>
internal static class Conflicts
{
    public static bool IsConflict(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        DbUpdateException { InnerException: { } inner } => IsConflict(inner),
        _ => false,
    };

    public static ConflictException ToConflict(Exception exception) => new(ConflictException.Concurrent, exception);
}
