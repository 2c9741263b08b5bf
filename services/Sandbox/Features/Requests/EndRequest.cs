using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Platform.Sandbox.Domain;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>Withdraws a request, for the applicant, or closes one without open follow-ups, for the NDC.</summary>
internal static class EndRequest
{
    internal sealed record WithdrawalBody(string? Reason);

    internal sealed record ClosingBody(string? Text);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/requests/{id:guid}/withdraw", WithdrawAsync)
            .For(Roles.Organisation, Roles.NdcOfficer, Roles.AuthorityOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.applicant-only")
            .WithTags("Requests")
            .WithSummary("Withdraw one's request");
        api.MapPost("/requests/{id:guid}/close", CloseAsync)
            .For(Roles.NdcOfficer)
            .Refuses("sandbox.wrong-state", "sandbox.follow-ups-open")
            .WithTags("Follow-up")
            .WithSummary("Close a request");
    }

    private static async Task<Answer<RequestView>> WithdrawAsync(
        Guid id,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] WithdrawalBody? body,
        Command command,
        Caseload caseload
    ) =>
        OptionalText.Refusal(body?.Reason, "$.reason") is { } refused
            ? refused
            : await caseload.ChangeByApplicantAsync(id, command, (c, now) => Adjudication.Withdraw(c, body?.Reason, now));

    private static async Task<Answer<RequestView>> CloseAsync(
        Guid id,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ClosingBody? body,
        Command command,
        Caseload caseload
    ) =>
        OptionalText.Refusal(body?.Text, "$.text") is { } refused
            ? refused
            : await caseload.ChangeAsync(id, command, (c, now) => Aftercare.Close(c, body?.Text, now));
}
