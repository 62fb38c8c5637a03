namespace Accounts.Domain.Accounts;

/// <summary>Amazon's word for the state of an ads account. Amazon may add words at any time; an unknown one is kept as it came.</summary>
public readonly record struct AmazonAccountStatus(string Word)
{
    public const int MaxLength = 50;

    public static readonly AmazonAccountStatus Created = new("CREATED");
    public static readonly AmazonAccountStatus PartiallyCreated = new("PARTIALLY_CREATED");
    public static readonly AmazonAccountStatus Pending = new("PENDING");
    public static readonly AmazonAccountStatus Disabled = new("DISABLED");

    /// <summary>What the word means for the account's own status; null when the word is unknown.</summary>
    public AccountStatus? Meaning => Word switch
    {
        "CREATED" or "PARTIALLY_CREATED" => AccountStatus.Active,
        "PENDING" => AccountStatus.Pending,
        "DISABLED" => AccountStatus.Suspended,
        _ => null,
    };
}
