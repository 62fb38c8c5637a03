using System.Net;
using System.Net.Sockets;

namespace Accounts.Local.Processes;

public static class FreePort
{
    public static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static int From(int first)
    {
        var port = first;
        while (!IsFree(port))
        {
            port++;
        }

        return port;
    }

    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException e)
        {
            // A machine without this loopback address cannot have the port taken on it.
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
