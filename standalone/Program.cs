using Platform.Evaluation;
using Platform.Standalone;
using Platform.Web;

try
{
    return await StandaloneHost.RunAsync(EvaluationSettings.Read(Environment.GetEnvironmentVariable, ".data", "embedded"));
}
catch (Exception wrong)
    when (wrong is InvalidSettingException || wrong is ArgumentException && wrong.Message.StartsWith("PLATFORM_", StringComparison.Ordinal)
    )
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
