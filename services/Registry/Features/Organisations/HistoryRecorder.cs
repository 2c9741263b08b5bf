using Platform.Registry.Data;
using Platform.Web.Commands;

namespace Platform.Registry.Features.Organisations;

internal static class HistoryRecorder
{
    /// <summary>Records who did what, in which role, when and why, in the same save as the change itself.</summary>
    public static void Record(this RegistryDbContext db, Guid subject, HistoryLine line, Command command) =>
        db.Add(HistoryEntry.Of(subject, line, command.Caller.Subject, command.Now));
}
