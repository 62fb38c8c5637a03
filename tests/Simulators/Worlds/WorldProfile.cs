namespace Accounts.Simulators.Worlds;

/// <summary>A profile: an account in one country, or an agency.</summary>
public sealed record WorldProfile(long Id, Marketplace Marketplace, string Type, string AccountInfoId, string Name)
{
    /// <summary><c>KDP_AUTHOR</c>, <c>AMAZON_ATTRIBUTION</c> or absent.</summary>
    public string? SubType { get; init; }

    /// <summary>Sellers only.</summary>
    public decimal? DailyBudget { get; init; }

    /// <summary>Vendors only.</summary>
    public bool? ValidPaymentMethod { get; init; }

    /// <summary>Whether the login has read-only access. Such a profile is listed only with <c>accessLevel=view</c>.</summary>
    public bool ViewOnly { get; init; }

    /// <summary>Whether the login may use API programs in addition to <c>campaign</c>, <c>report</c> and <c>account</c>.</summary>
    public bool OpenToAllPrograms { get; init; }
}
