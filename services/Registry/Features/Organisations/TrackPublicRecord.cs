using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Partnerships.V1;
using Platform.Contracts.Sandbox.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.Web.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>Adds published decisions, trials that are not confidential, and memoranda to the organisation's public record.</summary>
[ConsumerName("record-on-public-record")]
internal sealed class TrackPublicRecord(RegistryDbContext db)
    : IEventConsumer<DecisionPublished>,
        IEventConsumer<TrialStarted>,
        IEventConsumer<OutcomeRecorded>
{
    public Task ConsumeAsync(Delivery<DecisionPublished> delivery) =>
        RecordAsync(
            delivery,
            delivery.Event.OrganisationId,
            Roles.NdcOfficer,
            "decision-published",
            $"{delivery.Event.CaseNo}: {delivery.Event.Title}"
        );

    public Task ConsumeAsync(Delivery<TrialStarted> delivery) =>
        delivery.Event.Confidential
            ? Task.CompletedTask
            : RecordAsync(
                delivery,
                delivery.Event.OrganisationId,
                Roles.NdcOfficer,
                "trial-started",
                $"{delivery.Event.CaseNo}: {delivery.Event.Title}"
            );

    public async Task ConsumeAsync(Delivery<OutcomeRecorded> delivery)
    {
        var outcome = delivery.Event;
        if (outcome.Stage != "memorandum")
        {
            return;
        }

        await RecordAsync(delivery, outcome.From.OrganisationId, Roles.Partner, "memorandum", outcome.To.Name.Zh ?? outcome.To.Name.En);
        await RecordAsync(delivery, outcome.To.OrganisationId, Roles.Partner, "memorandum", outcome.From.Name.Zh ?? outcome.From.Name.En);
    }

    private async Task RecordAsync<T>(Delivery<T> delivery, Guid? organisation, string role, string what, string? reason)
        where T : class
    {
        if (organisation is { } id && await db.Organisations.AnyAsync(found => found.Id == id, delivery.CancellationToken))
        {
            db.Add(HistoryEntry.Of(id, new(role, what, reason), delivery.Envelope.Source, delivery.Envelope.Time));
        }
    }
}
