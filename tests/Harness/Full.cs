namespace Platform.Harness;

/// <summary>Tests that are slow or need a container engine are no part of the usual run.</summary>
public static class Full
{
    /// <summary>Why a test is skipped.</summary>
    public const string Reason = "Runs with ./dev test --full only: it takes minutes, or needs a container engine.";

    /// <summary>Whether everything is tested.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("PLATFORM_TEST_FULL") == "1";
}
