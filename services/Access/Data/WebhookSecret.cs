namespace Platform.Access.Data;

/// <summary>Kept as it is, unlike an app's: whoever signs needs the key itself.</summary>
internal sealed record WebhookSecret(Guid Id, string Text, DateTimeOffset CreatedAt);
