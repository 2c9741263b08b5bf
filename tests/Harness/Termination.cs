using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Platform.Harness;

/// <summary>
/// Part of every program under tests/: it ends at once when it is asked to. A web host in the process would take the signal for itself,
/// and the tests or the measuring would go on. The servers and processes that it has started end with it, by their watchdogs.
/// </summary>
internal static class Termination
{
    private static PosixSignalRegistration[] registrations = [];

    /// <summary>Ends the process with 128 + the signal's number, as a shell tells it.</summary>
    [ModuleInitializer]
    internal static void EndAtOnce() =>
        registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(128 + 2)),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => Environment.Exit(128 + 3)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(128 + 15)),
        ];

    /// <summary>Leaves the signals to the host, for a program that is a service and ends in order.</summary>
    internal static void LeaveToHost()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }
}
