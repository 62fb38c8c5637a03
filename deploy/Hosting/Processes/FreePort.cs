using System.Net;
using System.Net.Sockets;

namespace Accounts.Hosting.Processes;

/// <summary>Finds TCP ports on loopback that no program listens on. Another program may take such a port at any time.</summary>
public static class FreePort
{
    public static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The first free port from <paramref name="first"/> upwards.</summary>
    public static int From(int first)
    {
        var port = first;
        while (!IsFree(port))
        {
            port++;
        }

        return port;
    }

    /// <summary>Whether the port is free on the IPv4 and the IPv6 loopback address.</summary>
    public static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port));

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
            // A machine without this loopback address cannot have the port in use on it.
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
