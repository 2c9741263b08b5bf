using Platform.Domain;
using Changed = Platform.Domain.Change<
    Platform.Registry.Domain.Organisations.Organisation,
    Platform.Registry.Domain.Organisations.OrganisationEvent
>;

namespace Platform.Registry.Domain.Organisations;

/// <summary>A registered organisation, and what its owner and the registrars may do with it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OwnerParty">The party that owns it; <see langword="null"/> when it was imported and not yet claimed.</param>
/// <param name="Facts">What it discloses.</param>
/// <param name="History">Its status at any time.</param>
internal sealed record Organisation(Guid Id, string? OwnerParty, OrganisationFacts Facts, StatusHistory History)
{
    /// <summary>Accepted purchases.</summary>
    public Procurement Procurement { get; init; } = Procurement.None;

    /// <summary>What follows from the record.</summary>
    public Assessment Assessment { get; init; } = Assessment.New;

    /// <summary>The identifier while registered or suspended. Until then nobody else may be registered with it.</summary>
    public string? LiveIdentifier => OrganisationLifecycle.IsLive(Assessment.Status) ? Facts.IdentifierKey : null;

    public static Changed Register(Guid id, string? owner, OrganisationFacts facts, DateOnly from, Situation situation) =>
        new Organisation(id, owner, facts, new([new(from, OrganisationStatus.Registered, situation.Now, null)])).RecalculateAnd(
            new OrganisationEvent.Registered(),
            situation
        );

    public Result<Changed> Update(OrganisationFacts facts, DateOnly today)
    {
        if (!FactsRules.Check(facts, today).Succeeded(out var valid, out var broken))
        {
            return broken;
        }

        if (valid.IdentifierKey != Facts.IdentifierKey)
        {
            return RegistryErrors.IdentifierFixed;
        }

        return OrganisationLifecycle
            .Table.Next(History.On(today) ?? OrganisationStatus.Registered, OrganisationCommand.Update)
            .Map(_ => new Changed(this with { Facts = valid }, new OrganisationEvent.Updated(FieldChange.Between(Facts, valid))));
    }

    public Result<Changed> ChangeStatus(OrganisationCommand command, DateOnly effectiveOn, string reason, Situation situation) =>
        History
            .Decide(command, effectiveOn, situation.Now, reason)
            .Map(point =>
                (this with { History = History.With(point) }).RecalculateAnd(
                    new OrganisationEvent.StatusChanged(command, History.On(effectiveOn)!.Value, point),
                    situation
                )
            );

    /// <summary>Returns the organisation to the status that it had before its delisting, from the date of the delisting on.</summary>
    public Result<Changed> UndoDelisting(string reason, Situation situation)
    {
        if (History.Points.FirstOrDefault(point => point.Status == OrganisationStatus.Delisted) is not { EffectiveOn: var on })
        {
            return RegistryErrors.NothingToAppeal;
        }

        var undone = new StatusPoint(on, History.Before(on) ?? OrganisationStatus.Registered, situation.Now, reason);
        return (this with { History = History.With(undone) }).RecalculateAnd(new OrganisationEvent.Reinstated(), situation);
    }

    public Result<Changed> HandOverTo(string party) =>
        OwnerParty is null
            ? new Changed(this with { OwnerParty = party }, new OrganisationEvent.OwnerChanged())
            : RegistryErrors.OrganisationOwned;

    public Result<Changed> FileReport(FiledReport report, Situation situation)
    {
        if (report.Year > situation.Today.Year)
        {
            return RegistryErrors.ReportYearInFuture(report.Year);
        }

        var recalculated = this.Recalculate(situation with { Reports = [.. situation.Reports, report] });
        return recalculated with { Events = [new OrganisationEvent.ReportFiled(report), .. recalculated.Events] };
    }

    /// <summary>Applies running totals of accepted purchases; totals that are not newer change nothing.</summary>
    public Changed Apply(Procurement totals, Situation situation) =>
        totals.Version > Procurement.Version ? (this with { Procurement = totals }).Recalculate(situation) : new(this);

    private Changed RecalculateAnd(OrganisationEvent happened, Situation situation)
    {
        var recalculated = this.Recalculate(situation);
        return recalculated with { Events = [.. recalculated.Events, happened] };
    }
}
