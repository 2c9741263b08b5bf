namespace Platform.Harness;

/// <summary>The switch of the full test run: tests that are slow or need a container engine are skipped without it.</summary>
public static class Full
{
    /// <summary>The reason that a skipped test shows.</summary>
    public const string Reason = "Runs with ./dev test --full only: it takes minutes, or needs a container engine.";

    /// <summary>Whether this is a full test run.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("PLATFORM_TEST_FULL") == "1";
}
