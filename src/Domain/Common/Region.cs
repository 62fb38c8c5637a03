namespace Accounts.Domain.Common;

/// <summary>Amazon Ads' three regions: each has its own API, token and consent hosts.</summary>
public enum Region
{
    NA,
    EU,
    FE,
}
