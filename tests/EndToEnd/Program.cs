using Platform.EndToEnd.Tests.Replicas;

// Started by a test with this word it is the next version of a service; else it runs the tests.
return args is ["registry-next", .. var rest]
    ? await RegistryNext.RunAsync(rest)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
