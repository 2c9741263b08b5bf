namespace Platform.Access.Data;

internal sealed record Secret(Guid Id, string Hash, DateTimeOffset CreatedAt);
