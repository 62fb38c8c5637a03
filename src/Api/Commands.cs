using System.Data.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.Keys;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Migrations;
using MediatR;
using Microsoft.Extensions.Options;

namespace Accounts.Api;

/// <summary>The commands of <c>dotnet Api.dll</c>. An invalid setting ends it with one line that names the setting.</summary>
internal static class Commands
{
    // exit codes as in sysexits(3)
    private const int Done = 0;
    private const int BadData = 65;
    private const int Unavailable = 69;
    private const int Misconfigured = 78;

    public static async Task<int> MigrateAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        return await ReportAsync(async () =>
        {
            await Migrator.MigrateAsync(OwnerConnection(builder.Configuration), CancellationToken.None);
            await Console.Out.WriteLineAsync("The database is at this version.");
            return Done;
        });
    }

    public static async Task<int> RotateKeysAsync(string[] args) => await ReportAsync(async () =>
    {
        await using var app = BuildValid(args);
        var verdict = await app.Services.GetRequiredService<IKeyCheck>().CheckAsync(CancellationToken.None);
        RefuseWrongKeys(verdict);
        if (verdict == KeyVerdict.Unknown)
        {
            await Console.Error.WriteLineAsync("The database does not respond or is not migrated; no key was rotated.");
            return Unavailable;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var rotated = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RotateKeysCommand(new RotationLines()));
        await RotationLines.WriteLastAsync(rotated.Value);
        return rotated.Value.Unreadable == 0 ? Done : BadData;
    });

    public static async Task<int> ServeAsync(string[] args) => await ReportAsync(async () =>
    {
        await using var app = BuildValid(args);
        var database = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (database.MigrateOnStart ?? app.Environment.IsDevelopment())
            await Migrator.MigrateAsync(OwnerConnection(app.Configuration), CancellationToken.None);

        var keys = app.Services.GetRequiredService<IKeyCheck>();
        RefuseWrongKeys(await keys.CheckAsync(CancellationToken.None));
        var failures = new BackgroundFailures(app.Services);
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (failures.Any)
        {
            // A part failed while the host was starting.
        }

        RefuseWrongKeys(keys.Verdict); // with a database that responds late, wrong keys may have stopped the host
        return await failures.ReportAsync();
    });

    private static WebApplication BuildValid(string[] args)
    {
        var app = Program.Build(args);
        app.Services.GetRequiredService<IStartupValidator>().Validate(); // before the host validates and logs the whole exception
        return app;
    }

    private static async Task<int> ReportAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures) await Console.Error.WriteLineAsync(failure);
            return Misconfigured;
        }
        catch (DbException e)
        {
            if (await BackgroundFailures.ReportLackedRightAsync(e) is { } code) return code;

            await Console.Error.WriteLineAsync($"The database could not be used: {e.Message}");
            return Unavailable;
        }
    }

    private static void RefuseWrongKeys(KeyVerdict verdict)
    {
        if (verdict == KeyVerdict.Wrong)
        {
            throw new OptionsValidationException("TokenEncryption", typeof(string),
                ["TokenEncryption__Keys: none of these keys decrypts the stored tokens. Configure the keys that encrypted them; nothing was "
                    + "changed."]);
        }
    }

    private static string OwnerConnection(IConfiguration configuration) =>
        configuration.GetConnectionString("AccountsMigrations") ?? configuration.GetConnectionString("Accounts")
        ?? throw new OptionsValidationException("ConnectionStrings", typeof(string),
            ["ConnectionStrings__Accounts is missing: the address of the Postgres database."]);
}
