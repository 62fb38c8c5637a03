using System.Reflection;
using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Accounts.Api.OpenApi;

/// <summary>The errors that an operation can return: those that its route declares, and those that follow from the kind of route.</summary>
internal static class OperationErrors
{
    private static readonly Error[] OfEveryRoute = [.. Framework(429, 500, 503)];

    private static readonly Error[] OfSignIn =
        [SignInErrors.Required, SignInErrors.InvalidToken, SignInErrors.UserDeleted, SignInErrors.SessionPending];

    private static readonly Error[] OfBodies = [RequestErrors.Malformed, RequestErrors.Invalid, .. Framework(413, 415)];

    /// <summary>Refusals before a route is chosen, and of the server: any address can return them.</summary>
    public static IReadOnlyList<Error> BeforeRoutes { get; } = [.. FrameworkErrors.All, FrameworkErrors.NotServed];

    /// <summary>Each error with its status, in the order of status and code. <c>IsGeneral</c>: it follows from the kind of route.</summary>
    public static IReadOnlyList<(int Status, Error Error, bool IsGeneral)> Of(IReadOnlyCollection<object> metadata) =>
    [
        .. General(metadata).Select(error => (Status: ErrorCatalogue.StatusOf(error), Error: error, IsGeneral: true))
            .Concat(metadata.OfType<Failures>().SelectMany(Declared))
            .DistinctBy(e => (e.Status, e.Error.Code)).OrderBy(e => e.Status).ThenBy(e => e.Error.Code, StringComparer.Ordinal),
    ];

    private static IEnumerable<(int Status, Error Error, bool IsGeneral)> Declared(Failures failures) =>
        failures.Errors.Select(error => (failures.Status ?? ErrorCatalogue.StatusOf(error), error, false));

    private static IEnumerable<Error> General(IReadOnlyCollection<object> metadata)
    {
        var general = OfEveryRoute.AsEnumerable();
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        if (!isOpen) general = general.Concat(OfSignIn).Append(ConflictException.Concurrent); // a GET may store what Amazon returns
        if (MayHaveBody(metadata)) general = general.Concat(Framework(413)); // whether or not the endpoint reads it
        if (metadata.OfType<IAcceptsMetadata>().Any()) general = general.Concat(OfBodies);
        if (HasParameters(metadata)) general = general.Append(RequestErrors.Malformed);

        return general;
    }

    /// <summary>The binding metadata of a handler lacks the parameters of its parameter objects.</summary>
    private static bool HasParameters(IReadOnlyCollection<object> metadata) =>
        metadata.OfType<IParameterBindingMetadata>().Any(p => p.HasTryParse)
        || metadata.OfType<MethodInfo>().Any(handler => handler.GetParameters().Any(p => p.IsDefined(typeof(AsParametersAttribute))));

    private static bool MayHaveBody(IEnumerable<object> metadata) =>
        metadata.OfType<IHttpMethodMetadata>().SelectMany(m => m.HttpMethods).Any(m => !HttpMethods.IsGet(m) && !HttpMethods.IsHead(m));

    private static IEnumerable<Error> Framework(params int[] statuses) => statuses.Select(status => FrameworkErrors.ByStatus[status].Error);
}
