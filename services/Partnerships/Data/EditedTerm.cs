using Platform.Messaging;
using Platform.Partnerships.Domain.Profiles;

namespace Platform.Partnerships.Data;

/// <summary>A term that a manager has added or edited. The other terms are built in.</summary>
internal sealed class EditedTerm : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required TermKind Kind { get; init; }

    public required string Code { get; init; }

    public required Term Term { get; set; }
}
