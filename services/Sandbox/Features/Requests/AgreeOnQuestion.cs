using Platform.Sandbox.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Agrees on the question: the NDC drafts it, and the applicant confirms it or requests a change.</summary>
internal static class AgreeOnQuestion
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/{id:guid}/question", SendAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state")
            .WithTags("Requests")
            .WithSummary("Draft the question and send it to the applicant");
        api.MapPost("/requests/{id:guid}/question/confirm", ConfirmAsync)
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.applicant-only")
            .WithTags("Requests")
            .WithSummary("Confirm the question");
        api.MapPost("/requests/{id:guid}/question/amend", AmendAsync)
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.applicant-only")
            .WithTags("Requests")
            .WithSummary("Request a different wording");
    }

    private static Task<Answer<RequestView>> SendAsync(Guid id, TextBody body, Command command, Caseload caseload) =>
        caseload.ChangeAsync(id, command, (c, now) => Questioning.Send(c, body.Text!, now));

    private static Task<Answer<RequestView>> ConfirmAsync(Guid id, Command command, Caseload caseload) =>
        caseload.ChangeByApplicantAsync(id, command, Questioning.Confirm);

    private static Task<Answer<RequestView>> AmendAsync(Guid id, TextBody body, Command command, Caseload caseload) =>
        caseload.ChangeByApplicantAsync(id, command, (c, now) => Questioning.Amend(c, body.Text!, now));
}
