namespace Platform.Access.Data;

/// <summary>The last report taken of a gateway's process.</summary>
internal sealed class UsageGateway
{
    public required Guid Gateway { get; init; }

    public required long Number { get; init; }
}
