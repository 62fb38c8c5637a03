using System.Net;

namespace Accounts.Application.Common.Ports;

/// <summary>The HTTP request that this scope serves, as the audit trail records it. Empty in a job.</summary>
public sealed class RequestContext
{
    public string? RequestId { get; private set; }

    public IPAddress? IpAddress { get; private set; }

    public string? UserAgent { get; private set; }

    /// <summary>The id for what the request creates, the same in every repetition with its idempotency key; null without a key.</summary>
    public Guid? OperationId { get; set; }

    public void Fill(string requestId, IPAddress? ipAddress, string userAgent)
    {
        RequestId = requestId;
        IpAddress = ipAddress;
        UserAgent = userAgent;
    }

    /// <summary>For work that continues in another scope.</summary>
    public void CopyFrom(RequestContext other)
    {
        RequestId = other.RequestId;
        IpAddress = other.IpAddress;
        UserAgent = other.UserAgent;
    }
}
