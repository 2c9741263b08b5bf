using Platform.Messaging;
using Platform.Partnerships.Domain.Programmes;

namespace Platform.Partnerships.Data;

/// <summary>A programme that a manager has added or edited. The other programmes are built in.</summary>
internal sealed class EditedProgramme : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required string Code { get; init; }

    public required Programme Programme { get; set; }
}
