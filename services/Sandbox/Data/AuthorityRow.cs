using Platform.Contracts;
using Platform.Messaging;

namespace Platform.Sandbox.Data;

/// <summary>An authority that an operator added, or with which an operator replaced a built-in one.</summary>
internal sealed class AuthorityRow : IVersioned
{
    public required Guid Id { get; set; }

    public long Version { get; set; }

    public required string Code { get; set; }

    public required Bilingual Name { get; set; }

    public DateOnly? ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    public string? Successor { get; set; }
}
