using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Platform.Calendar;
using Platform.Sandbox.Data;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.AuthorityRegister;
using Platform.Sandbox.Features.Requests;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.FollowUps;

/// <summary>
/// Acknowledges the central answer for a local government, so that its inspectors cannot claim that they never saw it. The list also shows
/// who has not acknowledged. A local government can acknowledge every published decision and every request on which it was consulted; it
/// sees nothing else of the file here.
/// </summary>
internal static class AcknowledgeLetter
{
    /// <param name="Authority">The local government; one of its own officers may leave it out.</param>
    internal sealed record AcknowledgementBody(string? Authority);

    internal sealed record AcknowledgementsView(
        Guid RequestId,
        string CaseNo,
        long Version,
        IReadOnlyList<Acknowledgement> Acknowledged,
        IReadOnlyList<string> Missing
    ) : IVersionedView;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/{id:guid}/acknowledgements", AcknowledgeAsync)
            .For(Roles.AuthorityOfficer, Roles.NdcOfficer)
            .Creates()
            .Refuses("sandbox.wrong-state", "sandbox.not-a-local-government", "sandbox.already-acknowledged")
            .WithTags("Follow-up")
            .WithSummary("Acknowledge the central answer");
        api.MapGet("/requests/{id:guid}/acknowledgements", ShowAsync)
            .For(Roles.NdcOfficer, Roles.AuthorityOfficer)
            .WithTags("Follow-up")
            .WithSummary("Who has acknowledged, and who has not");
    }

    private static async Task<Answer<AcknowledgementsView>> AcknowledgeAsync(
        Guid id,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] AcknowledgementBody? body,
        Command command,
        Caseload caseload,
        AuthorityList list
    )
    {
        var authorities = await list.ReadAsync(command.Aborted);
        var own = command.Caller.Has(Roles.NdcOfficer) ? null : command.Caller.ActingAuthority();
        var authority = body?.Authority ?? own;
        var acknowledged = await caseload.ApplyAsync(
            id,
            command,
            (c, now) =>
                own is not null && authority != own ? PlatformErrors.Forbidden
                : authorities.Find(authority ?? "") is null ? SandboxErrors.NotALocalGovernment(authority ?? "")
                : Aftercare.Acknowledge(c, authority!, now),
            db => Reachable(db, command.Caller)
        );
        if (!acknowledged.Succeeded(out var handled, out var error))
        {
            return error;
        }

        return Answer.At($"/api/sandbox/v1/requests/{id}/acknowledgements", ToView(handled.Row, authorities, handled.Situation.Today));
    }

    private static async Task<Answer<AcknowledgementsView>> ShowAsync(
        Guid id,
        Caller caller,
        SandboxDbContext db,
        AuthorityList list,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        await Reachable(db, caller).AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is { } row
            ? ToView(row, await list.ReadAsync(cancellationToken), TaipeiTime.Today(clock))
            : PlatformErrors.NotFound;

    private static IQueryable<RequestRow> Reachable(SandboxDbContext db, Caller caller)
    {
        var seen = db.Requests.VisibleTo(db, caller);
        return caller.ActingAuthority() is { } authority && Authorities.IsLocal(authority)
            ? db.Requests.Where(request => request.PublishedOn != null || seen.Any(visible => visible.Id == request.Id))
            : seen;
    }

    private static AcknowledgementsView ToView(RequestRow row, Authorities authorities, DateOnly today) =>
        new(
            row.Id,
            row.CaseNo,
            row.Version,
            row.Case.Acknowledgements,
            [
                .. authorities
                    .All.Where(authority => authority.IsValidOn(today))
                    .Select(authority => authority.Code)
                    .Where(Authorities.IsLocal)
                    .Except(row.Case.Acknowledgements.Select(acknowledgement => acknowledgement.Authority)),
            ]
        );
}
