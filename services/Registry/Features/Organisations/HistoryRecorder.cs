using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Organisations;

internal static class HistoryRecorder
{
    /// <summary>Records who did what, in which role, when and why, in the same save as the change itself.</summary>
    public static void Record(
        this RegistryDbContext db,
        Guid subject,
        Caller caller,
        string role,
        string what,
        string? reason,
        DateTimeOffset at,
        IReadOnlyList<FieldChange>? fields = null
    ) =>
        db.Add(
            new Change
            {
                Id = Guid.CreateVersion7(),
                SubjectId = subject,
                At = at,
                ByRole = role,
                By = caller.Subject,
                What = what,
                Reason = reason,
                Fields = fields ?? [],
            }
        );
}
