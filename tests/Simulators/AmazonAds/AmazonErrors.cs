namespace Accounts.Simulators.AmazonAds;

/// <summary>Amazon's error bodies. Each layer has its own format.</summary>
internal static class AmazonErrors
{
    /// <summary>The gateway and the classic v2 endpoints.</summary>
    public static Task GatewayAsync(HttpContext context, int status, string code, string details) =>
        WriteAsync(context, status, new { code, details, requestId = context.TraceIdentifier });

    public static Task UnauthorizedAsync(HttpContext context) =>
        GatewayAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "HTTP 401 Unauthorized");

    /// <summary>The list of ads accounts (V2…ExceptionResponseContent).</summary>
    public static Task ListAsync(HttpContext context, int status, string errorCode, string errorMessage) =>
        WriteAsync(context, status, new { errors = new[] { new { errorId = 1, errorCode, errorMessage } } });

    /// <summary>One ads account.</summary>
    public static Task MessageAsync(HttpContext context, int status, string message) => WriteAsync(context, status, new { message });

    /// <summary>Manager accounts (ErrorDetail).</summary>
    public static Task ManagersAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new { code, message });

    /// <summary>The DSP (DspErrorV1). Most errors have no details.</summary>
    public static Task DspAsync(HttpContext context, int status, string message, IReadOnlyList<DspError>? errors = null) =>
        WriteAsync(context, status, new { errors, message, requestId = context.TraceIdentifier });

    /// <summary>The serialization layer, which runs before any endpoint.</summary>
    public static Task SerializationAsync(HttpContext context, int status, string message) =>
        WriteAsync(context, status, new Dictionary<string, string> { ["Message"] = message });

    /// <summary>The serialization layer's answer to a body that is not JSON, as recorded from the unified API.</summary>
    public static Task UnreadableAsync(HttpContext context)
    {
        context.Response.Headers["x-amzn-ErrorType"] = "SerializationException";
        return SerializationAsync(context, StatusCodes.Status400BadRequest, "Expected null");
    }

    private static Task WriteAsync<T>(HttpContext context, int status, T error)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(error, Json.Options, "application/json", context.RequestAborted);
    }
}

/// <summary>A detail of a DSP error (DspSubErrorV1).</summary>
internal sealed record DspError(string ErrorType, string Field, string Message);
