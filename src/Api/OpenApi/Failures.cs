using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Api.OpenApi;

/// <summary>Errors that a route declares beside those of every route (<see cref="OperationErrors"/>).</summary>
/// <param name="Status">The status of all of them; null for the status of each.</param>
internal sealed record Failures(int? Status, IReadOnlyList<Error> Errors);

internal static class FailureDeclarations
{
    private static readonly Error[] OfGrants =
    [
        ConnectionErrors.NotFound, ConnectionErrors.ReauthorizationRequired, ConnectionErrors.RefreshUnavailable, ConnectionErrors.ClientRejected,
        AmazonErrors.Rejected, AmazonErrors.InvalidAnswer, AmazonErrors.Unavailable(), AmazonErrors.Throttled(retryAfter: null), AmazonErrors.Timeout,
    ];

    public static TBuilder Fails<TBuilder>(this TBuilder route, params Error[] errors)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Failures(Status: null, errors));

    /// <summary>The failures of a refresh of a token.</summary>
    public static TBuilder FailsAsRefreshes<TBuilder>(this TBuilder route, params Error[] errors)
        where TBuilder : IEndpointConventionBuilder => route.Fails([.. OfGrants, .. errors]);

    /// <summary>The failures of a call to Amazon with a token.</summary>
    public static TBuilder FailsAsAmazonDoes<TBuilder>(this TBuilder route, params Error[] errors)
        where TBuilder : IEndpointConventionBuilder =>
        route.FailsAsRefreshes([AmazonErrors.Forbidden, AmazonErrors.NoAccess, AmazonErrors.NotFound, .. errors]);

    /// <summary>The failures of the end of an authorization flow. They redirect the browser; without a frontend, they are a 400.</summary>
    public static TBuilder FailsAsConsent<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new Failures(StatusCodes.Status400BadRequest,
        [
            ConnectionErrors.InvalidState, ConnectionErrors.ConsentDenied, ConnectionErrors.ConsentFailed, ConnectionErrors.ExchangeFailed,
            ConnectionErrors.ClientRejected, ConnectionErrors.RefreshUnavailable, AmazonErrors.Rejected, AmazonErrors.InvalidAnswer,
            AmazonErrors.Unavailable(), AmazonErrors.Throttled(retryAfter: null), AmazonErrors.Timeout,
        ]));
}
