using Platform.Access.Data;
using Platform.Access.Domain.Webhooks;
using Platform.Contracts.Access.V1;
using Platform.Domain;
using Platform.Messaging;

namespace Platform.Access.Features.Webhooks;

/// <summary>What is published of the events of a webhook.</summary>
internal static class WebhookEvents
{
    /// <summary>Publishes those events that the owner is to learn of.</summary>
    public static void Publish(this AccessDbContext db, Webhook webhook, IEnumerable<WebhookEvent> events, DateTimeOffset at)
    {
        foreach (var (contract, audience) in events.Select(happened => happened.ToContract(webhook)).OfType<(object, Audience)>())
        {
            db.Publish(webhook, contract, audience, at);
        }
    }

    private static (object Contract, Audience Audience)? ToContract(this WebhookEvent happened, Webhook webhook)
    {
        var owner = Audience.Party(webhook.Party);
        return happened switch
        {
            WebhookEvent.Disabled => (
                new WebhookDisabled
                {
                    WebhookId = webhook.Id,
                    ClientId = webhook.ClientId,
                    Reason = webhook.DisabledBecause!.Value.ToCamelCase(),
                },
                Audience.Of(owner).Notifying(owner)
            ),
            _ => null,
        };
    }
}
