using Platform.Contracts;
using Platform.Messaging;
using Platform.Partnerships.Domain.Sessions;

namespace Platform.Partnerships.Data;

internal sealed class Session : IVersioned
{
    public required Guid Id { get; init; }

    public long Version { get; set; }

    public required Bilingual Name { get; init; }

    public string? Programme { get; init; }

    public required SessionFrame Frame { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
