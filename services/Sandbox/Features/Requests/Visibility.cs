using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// Who sees a case: the NDC sees all, an authority those that it was consulted on or raised, and an applicant its own. For everyone else a
/// case does not exist.
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

    /// <summary>Returns the authority for which the caller gives opinions.</summary>
    public static string? ActingAuthority(this Caller caller) => caller.Has(Roles.AuthorityOfficer) ? caller.Authority : null;

    /// <summary>
    /// Returns the authority for which the caller reads this case; none for the NDC and for the party that the request belongs to.
    /// </summary>
    public static string? AuthorityAs(this RegulatoryCase @case, Caller caller) =>
        caller.Has(Roles.NdcOfficer) || caller.Owns(@case.Party) ? null : caller.ActingAuthority();

    /// <summary>
    /// Returns whether the caller may see opinions and what refers to them: the NDC and the authorities at once, the applicant when the
    /// case is decided.
    /// </summary>
    public static bool IsFullyShownTo(this RegulatoryCase @case, Caller caller) =>
        @case.Ruling is not null || caller.Has(Roles.NdcOfficer) || @case.AuthorityAs(caller) is not null;

    /// <summary>
    /// Returns whether the caller may act as the applicant: its party may, and any officer of the NDC for a request that the NDC raised.
    /// </summary>
    public static bool IsApplicantOf(this Caller caller, RegulatoryCase @case) =>
        caller.Owns(@case.Party) || (@case.Origin == Origin.Ndc && caller.Has(Roles.NdcOfficer));

    public static Actor ToActor(this Caller caller) => new(caller.Subject, caller.Has(Roles.NdcOfficer), caller.ActingAuthority());

    /// <summary>Returns the role in which the actor acts, for the record.</summary>
    public static string RoleOf(Actor actor) =>
        actor.ForNdc ? "ndc"
        : actor.Authority is not null ? "authority"
        : actor == Actor.Clock ? "clock"
        : "applicant";
}
