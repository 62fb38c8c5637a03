using System.IO.Compression;
using System.Net.Mime;
using Accounts.Api.Pages;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Http;

/// <summary>
/// Compresses responses for callers that accept it. Event streams are not compressed, and neither are responses that may combine a secret with
/// text of the caller, because their size would reveal it (BREACH).
/// </summary>
internal sealed class Compression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    /// <summary>Below this size, in bytes, compression saves nothing.</summary>
    private const int Smallest = 1024;

    /// <summary>Authorization flows and tokens are here.</summary>
    private static readonly PathString Secrets = "/api/v1/auth";

    /// <summary>A browser loads an asset once and keeps it, so fewer bytes are worth more time.</summary>
    private static readonly ICompressionProvider[] OfAssets =
    [
        new BrotliCompressionProvider(Options.Create(new BrotliCompressionProviderOptions { Level = CompressionLevel.Optimal })),
        new GzipCompressionProvider(Options.Create(new GzipCompressionProviderOptions { Level = CompressionLevel.Optimal })),
    ];

    public override ICompressionProvider? GetCompressionProvider(HttpContext context)
    {
        var chosen = base.GetCompressionProvider(context);
        return chosen is not null && context.Request.Path.StartsWithSegments(PagePaths.DashboardAssets, StringComparison.OrdinalIgnoreCase)
            ? Array.Find(OfAssets, provider => provider.EncodingName == chosen.EncodingName) : chosen;
    }

    public override bool ShouldCompressResponse(HttpContext context) =>
        !(context.Response.ContentLength <= Smallest)
        && !context.Request.Path.StartsWithSegments(Secrets, StringComparison.OrdinalIgnoreCase)
        && context.GetEndpoint()?.Metadata.GetMetadata<NeverCompressed>() is null
        && base.ShouldCompressResponse(context);

    internal sealed class NeverCompressed;
}

internal static class CompressionSetup
{
    private static readonly string[] Types =
    [
        MediaTypeNames.Application.Json, MediaTypeNames.Text.Html, MediaTypeNames.Text.Css, MediaTypeNames.Text.JavaScript, "image/svg+xml",
    ];

    public static IServiceCollection AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Types;
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        return services.AddSingleton<IResponseCompressionProvider, Compression>();
    }

    /// <summary>For routes elsewhere whose responses may contain a secret.</summary>
    public static TBuilder NeverCompressed<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Compression.NeverCompressed());
}
