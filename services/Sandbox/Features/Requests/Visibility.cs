using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.ServiceDefaults.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// The NDC sees all, an authority what it was asked or raised, an applicant its own; for everyone else a case does not exist.
/// </summary>
internal static class Visibility
{
    public static IQueryable<RequestRow> VisibleTo(this IQueryable<RequestRow> requests, SandboxDbContext db, Caller caller)
    {
        if (caller.Has(Roles.NdcOfficer))
        {
            return requests;
        }

        if (caller.Party.Length == 0)
        {
            return requests.Where(_ => false);
        }

        if (caller.ActingAuthority() is { } authority)
        {
            return requests.Where(request =>
                request.Party == caller.Party
                || db.ConcernedAuthorities.Any(concerned =>
                    concerned.Authority == authority && concerned.Sees && concerned.RequestId == request.Id
                )
            );
        }

        return requests.Where(request => request.Party == caller.Party);
    }

    /// <summary>The authority that the caller gives opinions for.</summary>
    public static string? ActingAuthority(this Caller caller) => caller.Has(Roles.AuthorityOfficer) ? caller.Authority : null;

    /// <summary>The authority in whose place the caller reads this case; none for the NDC and for whose request it is.</summary>
    public static string? AuthorityAs(this RegulatoryCase @case, Caller caller) =>
        caller.Has(Roles.NdcOfficer) || caller.Owns(@case.Party) ? null : caller.ActingAuthority();

    /// <summary>
    /// The NDC and the authorities see opinions and what was said about them at once, the applicant when the case is decided.
    /// </summary>
    public static bool IsFullyShownTo(this RegulatoryCase @case, Caller caller) =>
        @case.Ruling is not null || caller.Has(Roles.NdcOfficer) || @case.AuthorityAs(caller) is not null;

    /// <summary>Whose steps an applicant's are: its party's; what the NDC raised, any officer of the NDC may take on.</summary>
    public static bool IsApplicantOf(this Caller caller, RegulatoryCase @case) =>
        caller.Owns(@case.Party) || (@case.Origin == Origin.Ndc && caller.Has(Roles.NdcOfficer));

    public static Actor ToActor(this Caller caller) => new(caller.Subject, caller.Has(Roles.NdcOfficer), caller.ActingAuthority());

    /// <summary>The role in which somebody acts, for the record.</summary>
    public static string RoleOf(Actor actor) =>
        actor.ForNdc ? "ndc"
        : actor.Authority is not null ? "authority"
        : actor == Actor.Clock ? "clock"
        : "applicant";
}
