using Platform.Domain;
using Platform.Registry.Domain.Organisations;
using Changed = Platform.Domain.Change<
    Platform.Registry.Domain.Applications.Application,
    Platform.Registry.Domain.Applications.ApplicationEvent
>;

namespace Platform.Registry.Domain.Applications;

/// <summary>An application for registration, and what its owner and the registrars may do with it.</summary>
internal sealed record Application(Guid Id, string Party, OrganisationFacts Facts)
{
    public ApplicationStatus Status { get; init; }

    /// <summary>The registrar who works on it.</summary>
    public string? Assignee { get; init; }

    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Why it was returned or declined.</summary>
    public string? Reason { get; init; }

    /// <summary>The organisation that it registered.</summary>
    public Guid? OrganisationId { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The identifier until the application is decided or withdrawn. Until then nobody else may apply with it.</summary>
    public string? LiveIdentifier =>
        Status is ApplicationStatus.Draft or ApplicationStatus.Submitted or ApplicationStatus.Returned ? Facts.IdentifierKey : null;

    public static Result<Changed> Start(Guid id, string party, OrganisationFacts facts, DateOnly today) =>
        FactsRules
            .Check(facts, today)
            .Map(valid => new Changed(new(id, party, valid), new ApplicationEvent(ApplicationEventKind.Started)));

    public Result<Changed> Edit(OrganisationFacts facts, DateOnly today) =>
        ApplicationLifecycle.Table.Next(Status, ApplicationCommand.Edit).Error is { } refused
            ? refused
            : FactsRules
                .Check(facts, today)
                .Map(valid => new Changed(
                    this with
                    {
                        Facts = valid,
                    },
                    new ApplicationEvent(ApplicationEventKind.Edited) { Fields = FieldChange.Between(Facts, valid) }
                ));

    public Result<Changed> Submit(DateTimeOffset now) =>
        Perform(ApplicationCommand.Submit, new(ApplicationEventKind.Submitted), next => next with { SubmittedAt = now });

    public Result<Changed> Return(string reason) =>
        Perform(ApplicationCommand.Return, new(ApplicationEventKind.Returned, reason), next => next with { Reason = reason });

    /// <summary>Accepts the application: it is registered as an organisation with the given id.</summary>
    public Result<Changed> Accept(Guid organisationId) =>
        Perform(ApplicationCommand.Accept, new(ApplicationEventKind.Accepted), next => next with { OrganisationId = organisationId });

    public Result<Changed> Decline(string reason) =>
        Perform(ApplicationCommand.Decline, new(ApplicationEventKind.Declined, reason), next => next with { Reason = reason });

    public Result<Changed> Withdraw() => Perform(ApplicationCommand.Withdraw, new(ApplicationEventKind.Withdrawn), next => next);

    /// <summary>Returns a declined application to the registrars, because an appeal was upheld.</summary>
    public Result<Changed> Reopen(DateTimeOffset now) =>
        Perform(ApplicationCommand.Reopen, new(ApplicationEventKind.Reopened), next => next with { SubmittedAt = now });

    public Changed AssignTo(string registrar) =>
        new(this with { Assignee = registrar }, new ApplicationEvent(ApplicationEventKind.Assigned, registrar));

    public Changed Add(Note note) => new(this with { Notes = [.. Notes, note] }, new ApplicationEvent(ApplicationEventKind.NoteAdded));

    private Result<Changed> Perform(ApplicationCommand command, ApplicationEvent happened, Func<Application, Application> change) =>
        ApplicationLifecycle.Table.Next(Status, command).Map(status => new Changed(change(this with { Status = status }), happened));
}
