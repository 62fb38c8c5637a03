using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>
/// Exports traces, metrics and logs over OTLP, configured by the standard <c>OTEL_*</c> settings. Without an endpoint nothing is recorded or
/// exported.
/// </summary>
internal static class TelemetryExport
{
    private const string ServiceName = "accounts";

    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (!Endpoints.Any(name => !string.IsNullOrEmpty(configuration[name]))) return services;

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
            .WithTracing(AddTraces)
            .WithMetrics(AddMetrics)
            .WithLogging(_ => { }, logs => (logs.IncludeFormattedMessage, logs.IncludeScopes) = (true, true))
            .UseOtlpExporter();
        return services;
    }

    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddProcessor(new RedactingProcessor()) // before the exporter's processor, which reads the span next
        .AddSource(Traces.Name)
        // Not AddHttpClientInstrumentation: it sends traceparent and baggage to Amazon, whatever propagator the handler has.
        .AddSource("System.Net.Http")
        .AddAspNetCoreInstrumentation(server => server.Filter = context =>
            !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        .AddNpgsql();

    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddAspNetCoreInstrumentation()
        .AddMeter("System.Net.Http", "Polly")
        .AddRuntimeInstrumentation()
        .AddNpgsqlInstrumentation();

    private sealed class RedactingProcessor : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => RedactedTraces.Redact(data);
    }
}
