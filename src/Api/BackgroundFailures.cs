using System.Data.Common;

namespace Accounts.Api;

/// <summary>
/// Why a host ended by itself. When a background part fails, the host stops as if it had been asked to; the process must not end with success then.
/// </summary>
internal sealed class BackgroundFailures(IServiceProvider services)
{
    // exit codes as in sysexits(3)
    private const int Software = 70;
    private const int NoPermission = 77;
    private const string InsufficientPrivilege = "42501";

    /// <summary>Resolved at once: after the host has ended, its services are disposed.</summary>
    private readonly BackgroundService[] _parts = [.. services.GetServices<IHostedService>().OfType<BackgroundService>()];

    public bool Any => _parts.Any(part => part.ExecuteTask?.IsFaulted == true);

    /// <summary>Writes one line of cause for each failed part.</summary>
    /// <returns>The exit code; 0 if nothing failed.</returns>
    public async Task<int> ReportAsync()
    {
        var code = 0;
        foreach (var part in _parts)
        {
            if (part.ExecuteTask?.Exception?.GetBaseException() is not { } cause) continue;

            await Console.Error.WriteLineAsync(LackedRight(cause)
                ?? $"{part.GetType().Name} failed and ended the process: {cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ")}");
            code = code == NoPermission || LackedRight(cause) is not null ? NoPermission : Software;
        }

        return code;
    }

    public static async Task<int?> ReportLackedRightAsync(DbException exception)
    {
        if (LackedRight(exception) is not { } line) return null;

        await Console.Error.WriteLineAsync(line);
        return NoPermission;
    }

    private static string? LackedRight(Exception cause) => cause is DbException { SqlState: InsufficientPrivilege }
        ? $"The service's database login lacks a right ({cause.Message}): run the migrations, "
            + "and grant the login its two roles (deploy/postgres/service-login.sql)."
        : null;
}
