using System.Net;
using System.Net.Sockets;

namespace Platform.LocalServers;

/// <summary>
/// Free ports of the loopback address. They are below the kernel's range for outgoing connections, so that a restarted server finds its
/// port still free.
/// </summary>
public static class Ports
{
    private const int First = 20_000,
        Last = 32_000;

    private static readonly HashSet<int> Given = [];

    /// <summary>Returns a port that nobody listens on and that this process has not returned before.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            lock (Given)
            {
                if (!Given.Add(port))
                {
                    continue;
                }
            }

            if (IsFree(IPAddress.Loopback, port))
            {
                return port;
            }
        }
    }

    /// <summary>Returns whether the port can be listened on now.</summary>
    public static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
