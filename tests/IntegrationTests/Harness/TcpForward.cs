using System.Net;
using System.Net.Sockets;

namespace Accounts.IntegrationTests.Harness;

/// <summary>Forwards a loopback port to another one as soon as it is opened.</summary>
internal sealed class TcpForward(int from, int to) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, from);
    private readonly CancellationTokenSource _end = new();
    private Task _accepting = Task.CompletedTask;

    public void Open()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // disposed
        }
    }

    private async Task PassAsync(TcpClient near)
    {
        using (near)
        {
            using var far = new TcpClient();
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, to, _end.Token);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _end.Token),
                    far.GetStream().CopyToAsync(near.GetStream(), _end.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // one side closed the connection
            }
        }
    }
}
