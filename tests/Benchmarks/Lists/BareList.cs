using System.Text.Json;
using Accounts.Application.Accounts;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Hosting.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Accounts.Benchmarks.Lists;

/// <summary>The baseline of a list: one endpoint and one prepared statement, without sign-in, layers or row level security.</summary>
internal sealed class BareList : IAsyncDisposable
{
    public const string Command = "bare-list";

    private const string Query =
        """
        select a.id, a.user_id, a.connection_id, a.account_name, a.amazon_account_id, a.marketplace_id, a.api_status, a.is_default, a.connected_at,
          greatest(a.last_synced_at, l.completed_at), a.updated_at, c.expires_at, a.sync_status, a.sync_error_message, a.metadata::text
        from public.user_accounts a
        join public.oauth_tokens c on c.id = a.connection_id
        left join public.newest_listings l on l.connection_id = a.connection_id and l.kind = 'ads_accounts' and l.subject = ''
        where a.user_id = $1 order by a.account_name, a.id limit 100
        """;

    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly ChildProcess _process;

    private BareList(ChildProcess process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Serves <c>/{user id}</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts the endpoint in a process of its own, as the service has one.</summary>
    public static async Task<BareList> StartAsync(string connectionString, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Any()}/");
        var process = ChildProcess.Start(ChildProcessStart.Dotnet(
            typeof(BareList).Assembly.Location, BareList.Command, address.ToString(), connectionString));
        await process.WaitForOkAsync(new Uri(address, $"{Guid.Empty}"), TimeSpan.FromSeconds(30), ct);
        return new BareList(process, address);
    }

    /// <summary>The work of that process.</summary>
    public static async Task<int> ServeAsync(string address, string connectionString)
    {
        await using var source =
            NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, MaxPoolSize = 20 });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.MapGet("/{user:guid}", async (Guid user, CancellationToken ct) => Results.Json(await ReadAsync(source, user, ct), Names));
        await app.RunAsync();
        return 0;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<AccountPage> ReadAsync(NpgsqlDataSource source, Guid user, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Query);
        command.Parameters.AddWithValue(user);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<StoredAccountRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new StoredAccountRow(new AccountRow(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetString(3), reader.GetString(4), AccountType.Advertising,
                reader.GetString(5),
                "United States", AccountStatus.Active, reader.GetString(6), reader.GetBoolean(7), Time(8), Time(9), Time(10), Time(11),
                reader.GetString(12), SyncErrorMessage: null, JsonElement.Parse(reader.GetString(14)), ProfileId: null, EntityId: null)));
        }

        return new AccountPage(rows, rows.Count, 1, 100);

        DateTimeOffset Time(int column) => reader.GetFieldValue<DateTimeOffset>(column);
    }
}
