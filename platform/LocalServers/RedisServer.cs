using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Platform.LocalServers;

/// <summary>A private Redis. It is a cache and writes nothing to disk.</summary>
public sealed class RedisServer : LocalServer
{
    private readonly string program = ServerPackage.Redis.Find();

    /// <summary>Creates a server without starting it.</summary>
    /// <param name="dataFolder">The working folder; when <see langword="null"/>, a temporary one.</param>
    /// <exception cref="ServerMissingException">Redis is not installed on this machine.</exception>
    public RedisServer(string? dataFolder = null)
        : base("redis", dataFolder) { }

    /// <summary>The address, in the form of <c>ConnectionStrings__cache</c>.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port},password={Password}");

    /// <inheritdoc/>
    protected override ProcessStartInfo Command =>
        new(
            program,
            [
                "--port",
                Port.ToString(CultureInfo.InvariantCulture),
                "--bind",
                "127.0.0.1",
                "--requirepass",
                Password,
                "--dir",
                Folder,
                "--save",
                "",
                "--appendonly",
                "no",
                "--loglevel",
                "warning",
            ]
        )
        {
            WorkingDirectory = Folder,
        };

    /// <inheritdoc/>
    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {Password}\r\n"), cancellationToken);
            var answer = new byte[3];
            return await client.GetStream().ReadAtLeastAsync(answer, 3, throwOnEndOfStream: false, cancellationToken) == 3
                && answer.AsSpan().SequenceEqual("+OK"u8);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
