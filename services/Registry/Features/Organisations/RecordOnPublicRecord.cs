using MassTransit;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Partnerships.V1;
using Platform.Contracts.Sandbox.V1;
using Platform.Messaging;
using Platform.Registry.Data;
using Platform.ServiceDefaults.Identity;

namespace Platform.Registry.Features.Organisations;

/// <summary>A published decision, a trial that is no secret, and a memorandum appear on the organisation's public record.</summary>
internal sealed class RecordOnPublicRecord(RegistryDbContext db) : IConsumer<DecisionPublished>, IConsumer<TrialStarted>, IConsumer<OutcomeRecorded>
{
    public Task Consume(ConsumeContext<DecisionPublished> context) =>
        RecordAsync(context, context.Message.OrganisationId, Roles.NdcOfficer, "decision-published", $"{context.Message.CaseNo}: {context.Message.Title}");

    public Task Consume(ConsumeContext<TrialStarted> context) => context.Message.Confidential
        ? Task.CompletedTask
        : RecordAsync(context, context.Message.OrganisationId, Roles.NdcOfficer, "trial-started", $"{context.Message.CaseNo}: {context.Message.Title}");

    public async Task Consume(ConsumeContext<OutcomeRecorded> context)
    {
        var outcome = context.Message;
        if (outcome.Stage != "memorandum")
            return;
        await RecordAsync(context, outcome.From.OrganisationId, Roles.Partner, "memorandum", outcome.To.Name.Zh ?? outcome.To.Name.En);
        await RecordAsync(context, outcome.To.OrganisationId, Roles.Partner, "memorandum", outcome.From.Name.Zh ?? outcome.From.Name.En);
    }

    private async Task RecordAsync<T>(ConsumeContext<T> context, Guid? organisation, string role, string what, string? reason)
        where T : class
    {
        if (organisation is { } id && await db.Organisations.AnyAsync(found => found.Id == id, context.CancellationToken))
            db.Add(new Change { Id = Guid.CreateVersion7(), SubjectId = id, At = context.Envelope().Time, ByRole = role, By = context.Envelope().Source, What = what, Reason = reason });
    }
}
