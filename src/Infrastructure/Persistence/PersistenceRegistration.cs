using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Sync;
using Accounts.Application.Users;
using Accounts.Infrastructure.Persistence.Interceptors;
using Accounts.Infrastructure.Persistence.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    public static IServiceCollection AddPersistence(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section);
        services.AddSingleton(provider => DataSource(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Database>();

        services.AddDbContext<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(RowLevelSecurity.Instance));
        services.AddScoped<IReadDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddHttpContextAccessor().AddScoped<IAuditTrail, AuditTrail>();

        services.AddScoped<IConnectionRepository, ConnectionRepository>();
        services.AddSingleton<IRefreshLeases, RefreshLeases>();
        services.AddSingleton<IAuthorizationAttempts, AuthorizationAttempts>();
        services.AddSingleton<IUserDirectory, UserDirectory>();
        services.AddSingleton<IAccountStore, AccountStore>();
        return services.AddSingleton<ISyncRuns, SyncRuns>();
    }

    /// <summary>Small pool, short waits: an answer that is late is worth less than a clear "try again".</summary>
    private static NpgsqlDataSource DataSource(IConfiguration configuration)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Accounts"))
        {
            ApplicationName = "accounts",
            MaxPoolSize = 20,
            Timeout = 5,
            CommandTimeout = 15,
            KeepAlive = 30,
            IncludeErrorDetail = false,
        };
        return new NpgsqlDataSourceBuilder(connectionString.ConnectionString) { Name = "accounts" }.Build();
    }
}
