namespace Platform.Access.Domain.Webhooks;

/// <summary>A webhook's secret. Unlike an app's secret it is stored as clear text, because signing needs the key itself.</summary>
internal sealed record WebhookSecret(Guid Id, string Text, DateTimeOffset CreatedAt);
