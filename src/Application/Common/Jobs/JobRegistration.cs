using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Application.Common.Jobs;

/// <summary>A kind of job that this service handles.</summary>
/// <param name="Resolve">Creates the handler in the job's scope.</param>
public sealed record JobRegistration(JobKind Kind, Func<IServiceProvider, IJobHandler> Resolve);

public static class JobRegistrationExtensions
{
    /// <summary>Registers the handler of a kind of job.</summary>
    public static IServiceCollection AddJob<THandler>(this IServiceCollection services, JobKind kind)
        where THandler : class, IJobHandler =>
        services.AddScoped<THandler>().AddSingleton(new JobRegistration(kind, provider => provider.GetRequiredService<THandler>()));
}
