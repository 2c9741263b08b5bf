using Platform.Benchmarks;
using Platform.LocalServers;

// Each measures against something else in the same run and prints what it saw beside its aim.
Dictionary<string, Func<BenchmarkReport, Task>> benchmarks = new()
{
    ["messaging"] = MessagingBenchmark.RunAsync,
    ["gateway-basic"] = GatewayBenchmark.RunAsync,
    ["gateway"] = GatewayBenchmark.RunAgainstBareAsync,
    ["gateway-writes"] = GatewayWriteBenchmark.RunAsync,
    ["registry"] = RegistryBenchmark.RunAsync,
    ["csv"] = CsvBenchmark.RunAsync,
    ["rewards"] = RewardsBenchmark.RunAsync,
    ["sandbox"] = SandboxBenchmark.RunAsync,
    ["partnerships"] = PartnershipsBenchmark.RunAsync,
};

// What is compared with a process is a process of its own.
if (args is ["bare-status"])
{
    await RegistryStatusBenchmark.ServeBareAsync();
    return 0;
}

if (args is ["bare-proxy"])
{
    await GatewayBenchmark.ServeBareAsync();
    return 0;
}

if (args.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}. There are: {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

try
{
    foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
    {
        Console.WriteLine(name);
        await benchmarks[name](new BenchmarkReport());
    }

    return 0;
}
catch (ServerMissingException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}
