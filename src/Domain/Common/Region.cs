namespace Accounts.Domain.Common;

/// <summary>The three regions of Amazon Ads. Each has its own API, token and consent hosts.</summary>
public enum Region
{
    NA,
    EU,
    FE,
}
