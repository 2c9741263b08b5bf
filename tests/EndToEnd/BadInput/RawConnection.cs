using System.Net.Sockets;
using System.Text;

namespace Platform.EndToEnd.Tests.BadInput;

/// <summary>A connection to the gateway on which anything can be sent, HTTP or not.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly NetworkStream stream;

    private RawConnection(Socket socket) => stream = new(socket, ownsSocket: true);

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        return new(socket);
    }

    /// <summary>Sends text, each character a byte.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes);
        await stream.FlushAsync();
    }

    /// <summary>Says that nothing more will come.</summary>
    public void EndSending() => stream.Socket.Shutdown(SocketShutdown.Send);

    /// <summary>All that comes until the other side ends the connection, or for so long.</summary>
    public async Task<string> ReadAsync(TimeSpan atMost)
    {
        using var timeout = new CancellationTokenSource(atMost);
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        try
        {
            while (await stream.ReadAsync(buffer, timeout.Token) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // What came until then is what there is.
        }

        return text.ToString();
    }

    /// <summary>Whether the other side has ended the connection, waiting for it so long.</summary>
    public async Task<bool> EndsAsync(TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within);
        try
        {
            var buffer = new byte[8192];
            while (await stream.ReadAsync(buffer, timeout.Token) > 0) { }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => stream.Dispose();
}
