using System.Globalization;
using Accounts.Application.Common.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Application.Connections.Refresh;

/// <summary>How long before its end a token is refreshed: as the operator says now, or as the settings said at start.</summary>
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

        LogUnusable(Key, options.Value.RefreshBefore); // a slip of an operator's must not cost everybody their refreshes
        return options.Value.RefreshBefore;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "application_config holds no usable time for {Key}: using {Value}")]
    private partial void LogUnusable(string key, TimeSpan value);
}
