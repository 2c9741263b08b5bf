namespace Platform.Registry.Domain.Organisations;

/// <summary>What happened to an organisation.</summary>
internal abstract record OrganisationEvent
{
    public sealed record Registered : OrganisationEvent;

    public sealed record Updated(IReadOnlyList<FieldChange> Fields) : OrganisationEvent;

    public sealed record StatusChanged(OrganisationCommand Command, OrganisationStatus Before, StatusPoint Point) : OrganisationEvent;

    /// <summary>Its delisting was undone.</summary>
    public sealed record Reinstated : OrganisationEvent;

    public sealed record OwnerChanged : OrganisationEvent;

    public sealed record ReportFiled(FiledReport Report) : OrganisationEvent;

    public sealed record ReportDue(int Year) : OrganisationEvent;

    public sealed record LightChanged : OrganisationEvent;

    public sealed record TierChanged : OrganisationEvent;
}
