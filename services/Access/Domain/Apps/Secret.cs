namespace Platform.Access.Domain.Apps;

/// <summary>A secret of an app, stored as its hash.</summary>
internal sealed record Secret(Guid Id, string Hash, DateTimeOffset CreatedAt);
