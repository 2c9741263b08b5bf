namespace Platform.Access.Data;

/// <summary>The number of the last usage report that was stored for a gateway process.</summary>
internal sealed class UsageGateway
{
    public required Guid Gateway { get; init; }

    public required long Number { get; init; }
}
