using Platform.Evaluation;
using Platform.Standalone;

try
{
    return await StandaloneHost.RunAsync(EvaluationSettings.FromEnvironment("registry.db"));
}
catch (ArgumentException wrong) when (wrong.Message.StartsWith("PLATFORM_", StringComparison.Ordinal))
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
