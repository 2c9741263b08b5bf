using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Platform.LocalServers;

/// <summary>
/// A private RabbitMQ without <c>epmd</c>. It needs about 6 s to start, so start it once and create a virtual host for each test class.
/// </summary>
public sealed class RabbitMqServer : LocalServer
{
    private const string User = "platform",
        Node = "platform@localhost";

    private readonly string program = ServerPackage.RabbitMq.Find();
    private readonly string distributionPort = Ports.Free().ToString(CultureInfo.InvariantCulture);

    /// <summary>Creates a server without starting it.</summary>
    /// <param name="dataFolder">The folder for the data; when <see langword="null"/>, the data are temporary.</param>
    /// <exception cref="ServerMissingException">RabbitMQ is not installed on this machine.</exception>
    public RabbitMqServer(string? dataFolder = null)
        : base("rabbitmq", dataFolder) { }

    /// <summary>
    /// Returns the address of a virtual host (the default one for <see langword="null"/>), in the form of
    /// <c>ConnectionStrings__messaging</c>.
    /// </summary>
    public string ConnectionString(string? virtualHost = null) =>
        string.Create(CultureInfo.InvariantCulture, $"amqp://{User}:{Password}@127.0.0.1:{Port}")
        + (virtualHost is null ? "" : "/" + virtualHost);

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken = default)
    {
        // These files are written at each start because the port changes.
        File.WriteAllText(Path.Combine(Folder, "enabled_plugins"), "[].");
        File.WriteAllText(
            Path.Combine(Folder, "rabbitmq.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                listeners.tcp.default = 127.0.0.1:{Port}
                default_user = {User}
                default_pass = {Password}
                log.file = false
                log.console = true
                log.console.level = warning
                disk_free_limit.absolute = 50MB

                """
            )
        );
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Creates a virtual host; returns its address.</summary>
    public async Task<string> CreateVirtualHostAsync(string virtualHost, CancellationToken cancellationToken = default)
    {
        // rabbitmqctl needs 2 s for this, erl_call 10 ms. -h: when two callers have the same name at a time, the second is refused.
        var call = new ProcessStartInfo(
            "erl_call",
            [
                "-h",
                $"caller{Guid.NewGuid():N}",
                "-address",
                $"localhost:{distributionPort}",
                "-c",
                await File.ReadAllTextAsync(Path.Combine(Folder, ".erlang.cookie"), cancellationToken),
                "-e",
            ]
        );
        var answer = await RunAsync(
            call,
            input: $"rabbit_vhost:add(<<\"{virtualHost}\">>, <<\"{User}\">>), "
                + $"rabbit_auth_backend_internal:set_permissions(<<\"{User}\">>, <<\"{virtualHost}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"{User}\">>).\n",
            cancellationToken
        );
        if (!answer.StartsWith("{ok,", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"RabbitMQ cannot make the virtual host {virtualHost}: {answer}");
        }

        return ConnectionString(virtualHost);
    }

    /// <inheritdoc/>
    protected override ProcessStartInfo Command
    {
        get
        {
            var command = new ProcessStartInfo(program) { WorkingDirectory = Folder };
            foreach (
                var (name, value) in new Dictionary<string, string>
                {
                    ["HOME"] = Folder,
                    ["RABBITMQ_NODENAME"] = Node,
                    ["RABBITMQ_NODE_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
                    ["RABBITMQ_DIST_PORT"] = distributionPort,
                    ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "mnesia"),
                    ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
                    ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "pid"),
                    ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "enabled_plugins"),
                    ["RABBITMQ_CONFIG_FILE"] = Path.Combine(Folder, "rabbitmq.conf"),
                    ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
                    ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                        $"-sname {Node} -start_epmd false -erl_epmd_port {distributionPort} -kernel inet_dist_use_interface {{127,0,0,1}} +S 2:2 +sbwt none",
                }
            )
            {
                command.Environment[name] = value;
            }

            return command;
        }
    }

    /// <inheritdoc/>
    protected override (string Signal, int Seconds) Ending => ("TERM", 20);

    /// <inheritdoc/>
    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port, cancellationToken);
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), cancellationToken);
            var answer = new byte[1];
            // The first frame of a server that accepts connections is a method frame: Connection.Start.
            return await client.GetStream().ReadAsync(answer, cancellationToken) == 1 && answer[0] == 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
