namespace Platform.Evaluation;

/// <summary>The message that is printed when the platform is ready.</summary>
public static class Welcome
{
    /// <summary>Prints the addresses and accounts.</summary>
    /// <param name="settings">The settings of this start.</param>
    /// <param name="moreAddresses">Further addresses of this host, each with its name in the first ten columns.</param>
    public static void Print(EvaluationSettings settings, params IEnumerable<string> moreAddresses) =>
        Console.WriteLine(
            $"""

            社會創新平臺已就緒 The Social Innovation Platform is ready.
              address   {settings.Url}
              docs      {settings.Url}/docs{string.Concat(moreAddresses.Select(address => $"\n  {address}"))}
              data      {settings.Data}
              accounts  registrar rewardreviewer ndc ndc2 mof moea matchmaker admin org1 org2 buyer1 buyer2 partner1 partner2
                        (password = user name; POST /connect/token grant_type=password)
              app       partner-app / partner-app-secret (grant_type=client_credentials)
            Ctrl-C stops it.

            """
        );
}
