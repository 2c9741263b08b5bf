namespace Platform.Evaluation;

/// <summary>What a person sees when the platform is ready.</summary>
public static class Welcome
{
    /// <summary>Prints addresses and accounts.</summary>
    public static void Print(EvaluationSettings settings) => Console.WriteLine($"""

        社會創新平臺已就緒 The Social Innovation Platform is ready.
          address   {settings.Url}
          docs      {settings.Url}/docs
          data      {settings.Data}
          accounts  registrar rewardreviewer ndc ndc2 mof moea matchmaker admin org1 org2 buyer1 buyer2 partner1 partner2
                    (password = user name; POST /connect/token grant_type=password)
          app       partner-app / partner-app-secret (grant_type=client_credentials)
        Ctrl-C stops it.

        """);
}
