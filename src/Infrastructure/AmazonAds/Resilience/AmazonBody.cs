namespace Accounts.Infrastructure.AmazonAds.Resilience;

internal static class AmazonBody
{
    /// <summary>
    /// Reads a body into memory. Returns false if it is not encoded as its headers say, or in an encoding that is unknown here. The decoders of .NET
    /// report this with exceptions that no caller of an HTTP client expects.
    /// </summary>
    public static async Task<bool> TryLoadAsync(HttpContent content, long maxBytes, CancellationToken ct)
    {
        try
        {
            await content.LoadIntoBufferAsync(maxBytes, ct);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException) // gzip and deflate, or Brotli
        {
            return false;
        }

        // A decoder removes its name from the header.
        return content.Headers.ContentEncoding.All(encoding => encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));
    }
}
