using System.Net;
using System.Runtime.InteropServices;
using Platform.Evaluation;
using Platform.LocalServers;

namespace Platform.Native;

/// <summary><c>./dev run --services</c>: starts everything, passes its lines on, starts again what dies, and ends it all on one Ctrl-C.</summary>
internal static class NativeHost
{
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(EvaluationSettings settings)
    {
        var replicas = Replicas();
        using var stop = new CancellationTokenSource();
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        var url = new Uri(settings.Url);
        if (!Ports.IsFree(IPAddress.Loopback, url.Port))
        {
            Console.Error.WriteLine($"The platform cannot listen on {settings.Url}: something else does. Set PLATFORM_URL to another address.");
            return 1;
        }

        try
        {
            Console.WriteLine(replicas == 1
                ? "Starting PostgreSQL, RabbitMQ, Redis, five services and the gateway …"
                : $"Starting PostgreSQL, RabbitMQ, Redis, {replicas} processes of each of five services and {replicas} gateways …");
            await using var topology = await Topology.StartAsync(url, settings.Data, Path.Combine(settings.Data, Topology.ServersFolder), settings.Sample, Print, replicas, cancellationToken: stop.Token);
            if (settings.Sample)
                await SampleData.LoadAsync(settings.Url, stop.Token);
            Welcome.Print(settings);
            foreach (var other in topology.Gateways.Skip(1))
                Console.WriteLine($"  {other.Name} listens on {other.Address}");
            await Task.WhenAll(topology.Processes.Select(process => KeepRunningAsync(process, stop.Token)));
            Console.WriteLine("Stopping …");
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is ServerMissingException or InvalidOperationException or TimeoutException or HttpRequestException or IOException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    /// <summary><c>PLATFORM_REPLICAS</c>: how many processes of every service, and how many gateways.</summary>
    private static int Replicas() => Environment.GetEnvironmentVariable("PLATFORM_REPLICAS") switch
    {
        null or "" => 1,
        [var digit and >= '1' and <= '9'] => digit - '0',
        var other => throw new ArgumentException($"PLATFORM_REPLICAS is a number from 1 to 9, not {other}."),
    };

    private static async Task KeepRunningAsync(ServiceProcess process, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var exitCode = await process.WaitForExitAsync(stop);
                Print(process.Name, $"ended with exit code {exitCode}; it is started again");
                await Task.Delay(BeforeRestart, stop);
                await process.StartAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private static void Print(string name, string line) => Console.WriteLine($"{name,-12} | {line}");
}
