using Platform.LocalServers;

// Started by a test with this word it is a parent of servers, for the test to kill; else it runs the tests.
if (args is not ["parent"])
    return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);

var servers = await ServerSet.StartAsync();
foreach (LocalServer server in new LocalServer[] { servers.Postgres, servers.RabbitMq, servers.Redis })
    Console.WriteLine($"{server.ProcessId} {server.Folder}");
Console.WriteLine("ready");
await Task.Delay(Timeout.Infinite);
return 0;
