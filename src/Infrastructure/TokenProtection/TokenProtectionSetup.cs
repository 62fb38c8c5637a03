using Accounts.Application.Common.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.TokenProtection;

internal static class TokenProtectionSetup
{
    internal static IServiceCollection AddTokenProtection(this IServiceCollection services)
    {
        services.AddOptions<TokenEncryptionOptions>().BindConfiguration(TokenEncryptionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenEncryptionOptions>, TokenEncryptionValidator>();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<KeyRing>();
        services.AddHostedService<KeyWatch>();
        return services.AddSingleton<ITokenCipher, TokenCipher>().AddSingleton<IPageTokens, PageTokens>();
    }
}
