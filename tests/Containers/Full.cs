namespace Platform.Containers.Tests;

/// <summary>What needs a container engine and images that take minutes to make is no part of the usual run.</summary>
internal static class Full
{
    public const string Reason = "Runs with ./dev test --full only: it needs a container engine, and images that take minutes to make.";

    public static bool IsFull => Environment.GetEnvironmentVariable("PLATFORM_TEST_FULL") == "1";
}
