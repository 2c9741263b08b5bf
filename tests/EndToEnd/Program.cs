using Platform.EndToEnd.Tests.Replicas;
using Platform.Harness;

// Started by a test with this word it is the next version of a service; else it runs the tests.
if (args is ["registry-next", .. var rest])
{
    Termination.LeaveToHost();
    return await RegistryNext.RunAsync(rest);
}

return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
