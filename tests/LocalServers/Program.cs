using Platform.Harness;
using Platform.LocalServers;

// Started by a test with one of these words it is a parent of servers, for the test to kill, or wants containers; else it runs the tests.
switch (args)
{
    case ["parent"]:
        var servers = await ServerSet.StartAsync();
        foreach (LocalServer server in new LocalServer[] { servers.Postgres, servers.RabbitMq, servers.Redis })
        {
            Console.WriteLine($"{server.ProcessId} {server.Folder}");
        }

        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);
        return 0;
    case ["containers"]:
        try
        {
            await TestServers.StartAsync("containers");
            return 0;
        }
        catch (InvalidOperationException refusal)
        {
            Console.WriteLine(refusal.Message);
            return 1;
        }

    default:
        return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
