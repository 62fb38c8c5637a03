using System.Globalization;
using Accounts.Application.Common.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Application.Connections.Refresh;

/// <summary>How long before its expiry a token is refreshed: the operator's current value in the database, or the configured one.</summary>
internal sealed partial class RefreshWindow(IOperatorSettings settings, IOptions<TokenRefreshOptions> options, ILogger<RefreshWindow> logger)
{
    private const string Key = $"{TokenRefreshOptions.Section}:{nameof(TokenRefreshOptions.RefreshBefore)}";

    public async Task<TimeSpan> ReadAsync(CancellationToken ct)
    {
        if (await settings.FindAsync(Key, ct) is not { } text) return options.Value.RefreshBefore;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var wanted)
            && wanted >= TokenRefreshOptions.ShortestBefore && wanted <= TokenRefreshOptions.LongestBefore)
        {
            return wanted;
        }

        LogUnusable(Key, options.Value.RefreshBefore); // an invalid value must not stop the proactive refresh
        return options.Value.RefreshBefore;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "application_config contains an invalid time for {Key}; {Value} is used")]
    private partial void LogUnusable(string key, TimeSpan value);
}
