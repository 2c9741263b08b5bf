using Platform.Registry.Data;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Features.Imports;

/// <summary>An organisation as it is after the rows so far, and its row when it is stored.</summary>
internal sealed class Registration(Organisation state)
{
    public Organisation State { get; private set; } = state;

    public OrganisationRow? Row { get; private set; }

    public bool IsUpdated { get; private set; }

    public static Registration Of(OrganisationRow row) => new(row.Current) { Row = row };

    public void Apply(Organisation next) => (State, IsUpdated) = (next, true);

    public OrganisationRow ToRow(DateTimeOffset now, Import import)
    {
        Row = OrganisationRow.Of(State, now, import.Id);
        Row.Version = 1;
        return Row;
    }
}
