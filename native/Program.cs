using Platform.Evaluation;
using Platform.LocalServers;
using Platform.Native;

// What ./dev installs, where it may.
if (args is ["--missing-packages"])
{
    Console.WriteLine(string.Join(' ', ServerPackage.Missing(ServerPackage.All).Select(package => package.DebianPackage)));
    return 0;
}

try
{
    return await NativeHost.RunAsync(EvaluationSettings.FromEnvironment(Topology.ServersFolder));
}
catch (ArgumentException wrong) when (wrong.Message.StartsWith("PLATFORM_", StringComparison.Ordinal))
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
