namespace Accounts.Domain.Accounts;

/// <summary>Amazon's status of an ads account. Amazon may add values at any time; an unknown value is kept unchanged.</summary>
public readonly record struct AmazonAccountStatus(string Name)
{
    public const int MaxLength = 50;

    /// <summary>The account status that this value maps to; null for an unknown value.</summary>
    public AccountStatus? Meaning => Name?.ToUpperInvariant() switch
    {
        "CREATED" or "PARTIALLY_CREATED" => AccountStatus.Active,
        "PENDING" => AccountStatus.Pending,
        "DISABLED" => AccountStatus.Suspended,
        _ => null,
    };
}
