using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>What the operator may reserve for some members of an organization. The names are those of the settings.</summary>
internal enum Permission
{
    /// <summary>Read the seats of DSP advertisers.</summary>
    ReadSeats,

    /// <summary>Read the seats from Amazon again.</summary>
    RefreshSeats,

    /// <summary>Create and change DSP campaigns.</summary>
    ChangeCampaigns,
}

/// <summary>The Clerk organization roles and permissions that grant each permission. Without any, everyone has it.</summary>
internal sealed class PermissionOptions
{
    public const string Section = "Permissions";

    public IReadOnlyList<string> ReadSeats { get; init; } = [];

    public IReadOnlyList<string> RefreshSeats { get; init; } = [];

    public IReadOnlyList<string> ChangeCampaigns { get; init; } = [];

    public IReadOnlyList<string> GrantedBy(Permission permission) => permission switch
    {
        Permission.ReadSeats => ReadSeats,
        Permission.RefreshSeats => RefreshSeats,
        Permission.ChangeCampaigns => ChangeCampaigns,
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, "The permission has no setting."),
    };
}

/// <summary>A setting that is spelled wrong must not grant a permission to everyone, so it ends the start.</summary>
internal sealed partial class PermissionOptionsValidator(IConfiguration configuration) : IValidateOptions<PermissionOptions>
{
    public ValidateOptionsResult Validate(string? name, PermissionOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(PermissionOptions options)
    {
        foreach (var setting in configuration.GetSection(PermissionOptions.Section).GetChildren())
        {
            if (!Enum.GetNames<Permission>().Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                yield return $"Permissions must be one of {string.Join(", ", Enum.GetNames<Permission>())}; one of the settings has another name.";
            else if (!string.IsNullOrEmpty(setting.Value))
                yield return $"Permissions:{setting.Key} must be a list: Permissions__{setting.Key}__0 is its first entry.";
        }

        foreach (var permission in Enum.GetValues<Permission>().Where(p => !options.GrantedBy(p).All(entry => Grant().IsMatch(entry))))
            yield return $"Permissions:{permission} must list roles such as org:admin and permissions such as org:seats:read.";
    }

    [GeneratedRegex(@"\A(org:)?[A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grant();
}
