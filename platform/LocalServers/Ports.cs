using System.Net;
using System.Net.Sockets;

namespace Platform.LocalServers;

/// <summary>
/// Free ports of the loopback address. They lie below the range from which the kernel takes ports for outgoing connections, so that a
/// server which is
/// restarted finds its port still free.
/// </summary>
public static class Ports
{
    private const int First = 20_000,
        Last = 32_000;

    private static readonly HashSet<int> Given = [];

    /// <summary>A port that nobody listens on and that this process has not given before.</summary>
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

    /// <summary>Whether one could listen there now.</summary>
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
