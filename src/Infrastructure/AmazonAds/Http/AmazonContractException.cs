namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>Amazon's answer does not have the shape that its specification promises. Caught once, in <see cref="AmazonAdsHttp"/>.</summary>
internal sealed class AmazonContractException(string message) : Exception(message);
