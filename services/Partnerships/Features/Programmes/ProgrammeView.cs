using Platform.Contracts;
using Platform.Partnerships.Domain.Programmes;
using Platform.ServiceDefaults.Http;

namespace Platform.Partnerships.Features.Programmes;

/// <summary>A programme with its calendar.</summary>
/// <param name="Code">Named where something belongs to it.</param>
/// <param name="Version">0 while it is as it came with the service.</param>
/// <param name="Kind">summit, award, hackathon or o2o.</param>
/// <param name="Name">Its name.</param>
/// <param name="Synonyms">What it is also called.</param>
/// <param name="Calendar">Taipei days, in order.</param>
/// <param name="Retired">Whether nothing new can belong to it.</param>
internal sealed record ProgrammeView(
    string Code,
    long Version,
    ProgrammeKind Kind,
    Bilingual Name,
    IReadOnlyList<string> Synonyms,
    IReadOnlyList<ProgrammeDate> Calendar,
    bool Retired
) : IVersionedView
{
    public static ProgrammeView Of(Programme programme, long version) =>
        new(programme.Code, version, programme.Kind, programme.Name, programme.Synonyms, programme.Calendar, programme.Retired);
}
