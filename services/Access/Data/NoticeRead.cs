namespace Platform.Access.Data;

internal sealed class NoticeRead
{
    public required Guid NoticeId { get; init; }

    public required string Subject { get; init; }
}
