using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>A server that responds with raw bytes, so that it can violate HTTP. Each connection serves one request.</summary>
internal sealed class LoopbackAmazon : IDisposable
{
    private const string Length = "Content-Length: ";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    /// <param name="reset">Hang up with a reset instead of a goodbye.</param>
    public LoopbackAmazon(Func<NetworkStream, CancellationToken, Task> answer, bool reset = false)
    {
        _listener.Start();
        _ = AcceptAsync(answer, reset);
    }

    public string Url => "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    public ConcurrentQueue<string> Requests { get; } = new();

    public static Task WriteAsync(NetworkStream stream, string text, CancellationToken ct) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), ct).AsTask();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<NetworkStream, CancellationToken, Task> answer, bool reset)
    {
        var ct = _stop.Token;
        while (!ct.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(ct);
            if (reset) client.LingerState = new LingerOption(enable: true, seconds: 0);
            try
            {
                Requests.Enqueue(await ReadRequestAsync(client.GetStream(), ct));
                await answer(client.GetStream(), ct);
            }
            catch (IOException)
            {
                // the client closed the connection, which some tests expect
            }
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        var text = "";
        while (!IsWhole(text)) text += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, ct));
        return text;
    }

    private static bool IsWhole(string request)
    {
        var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = request.Split("\r\n").FirstOrDefault(l => l.StartsWith(Length, StringComparison.Ordinal))?[Length.Length..] ?? "0";
        return head >= 0 && request.Length >= head + 4 + int.Parse(length, CultureInfo.InvariantCulture);
    }
}
