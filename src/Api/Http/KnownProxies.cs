using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Http;

/// <summary>The proxies in front of the service. Without any, forwarded headers are ignored, because any client can send them.</summary>
public sealed class ProxyOptions : IValidatableObject
{
    public const string Section = "ForwardedHeaders";

    /// <summary>Addresses or networks of proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are trusted.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!KnownProxies.All(proxy => IPAddress.TryParse(proxy, out _) || System.Net.IPNetwork.TryParse(proxy, out _)))
            yield return new ValidationResult("ForwardedHeaders:KnownProxies must list IP addresses or networks such as 10.0.0.0/8.");
    }
}

internal static class KnownProxies
{
    public static IServiceCollection AddKnownProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxyOptions>>((forwarded, proxies) => Trust(forwarded, proxies.Value.KnownProxies));
        return services;
    }

    /// <summary>The framework trusts loopback unless it is removed. A chain of known proxies may have any length.</summary>
    private static void Trust(ForwardedHeadersOptions forwarded, IReadOnlyList<string> proxies)
    {
        forwarded.ForwardedHeaders = proxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }
}
