using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Harness;

/// <summary>
/// Makes every program under tests/ end at once when it receives a signal. Otherwise a web host in the process would handle the signal,
/// and the tests or the benchmark would go on. The watchdogs end the servers and processes that the program started.
/// </summary>
internal static class Termination
{
    private static PosixSignalRegistration[] registrations = [];

    /// <summary>Ends the process with the exit code of shells: 128 plus the number of the signal.</summary>
    [ModuleInitializer]
    internal static void EndAtOnce() =>
        registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(128 + 2)),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => Environment.Exit(128 + 3)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(128 + 15)),
        ];

    /// <summary>Leaves the signals to the host, for a program that is itself a service and shuts down in order.</summary>
    internal static void LeaveToHost()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }
}
