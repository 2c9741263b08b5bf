using Platform.Contracts.Sandbox.V1;
using Platform.Messaging;
using Platform.Sandbox.Domain;
using Platform.Sandbox.Features.SandboxTrials;
using Platform.Web.Identity;

namespace Platform.Sandbox.Features.Requests;

/// <summary>
/// Maps facts to events, with their audience and the parties to notify. The event of a confidential case has no free text: no title and no
/// reason, only what everyone in its audience may already see.
/// </summary>
internal static class RequestEvents
{
    /// <summary>Returns whether a fact of this kind is published as an event; the other kinds are only lines of the timeline.</summary>
    public static bool Announces(FactKind kind) =>
        kind
            is not (
                FactKind.Assigned
                or FactKind.Noted
                or FactKind.Supplemented
                or FactKind.QuestionAmended
                or FactKind.OpinionPaused
                or FactKind.OpinionResumed
                or FactKind.MeetingDue
                or FactKind.MinutesRecorded
                or FactKind.DeadlinesRedated
                or FactKind.FollowUpAdded
                or FactKind.FollowUpUpdated
                or FactKind.TrialReported
                or FactKind.Acknowledged
            );

    /// <summary>Returns the event of a fact with its audience; nothing when the fact is only a line of the timeline.</summary>
    public static (object Event, Audience Audience)? Of(RegulatoryCase c, Fact fact, Guid? organisationId, Situation now) =>
        fact.Kind == FactKind.Published ? (Published(c, organisationId), Audience.Public.Notifying(Audience.Party(c.Party)))
        : AboutRequest(c, fact, now) is var (@event, audience)
            ? (
                @event with
                {
                    RequestId = c.Id,
                    CaseNo = c.CaseNo,
                    Party = c.Party,
                    OrganisationId = organisationId,
                    Title = c.IsConfidential ? null : c.Filing.Title,
                },
                audience
            )
        : null;

    private static (RequestEvent Event, Audience Audience)? AboutRequest(RegulatoryCase c, Fact fact, Situation now)
    {
        var applicant = Audience.Party(c.Party);
        var ndc = Audience.Role(Roles.NdcOfficer);
        var concerned = fact.Authority is { } code ? Authority(code) : null;
        string?[] consulted = [.. c.Opinions.Select(opinion => Authority(opinion.Authority))];
        string? UnlessConfidential(string? text) => c.IsConfidential ? null : text;

        return fact.Kind switch
        {
            FactKind.Received => (
                new RequestReceived
                {
                    Confidential = c.IsConfidential,
                    Origin = CaseMachine.Name(c.Origin),
                    Relief = CaseMachine.Name(c.Filing.Relief),
                    Authorities = [.. c.Filing.Provisions.Select(provision => provision.Authority).Distinct()],
                    ReceivedOn = c.ReceivedOn,
                },
                Audience.Of(applicant, ndc).Notifying(ndc)
            ),
            FactKind.Screened => (
                new RequestScreened
                {
                    Decision = CaseMachine.Name(c.Screening!.Decision),
                    Status = CaseMachine.Name(c.Status),
                    Reason = UnlessConfidential(c.Screening.Reason),
                    ReferredTo = UnlessConfidential(c.Screening.ReferredTo),
                    ScreenedOn = c.Screening.On,
                },
                Audience.Of(applicant, ndc).Notifying(applicant)
            ),
            FactKind.QuestionSent => (new QuestionSent { SentOn = c.Question!.SentOn }, Audience.Of(applicant, ndc).Notifying(applicant)),
            FactKind.QuestionConfirmed => (new QuestionConfirmed { ConfirmedOn = now.Today }, Audience.Of(applicant, ndc).Notifying(ndc)),
            FactKind.OpinionRequested => (
                new OpinionRequested
                {
                    Authority = fact.Authority!,
                    Lead = c.Opinions.Single(opinion => opinion.Authority == fact.Authority).Lead,
                    RequestedOn = now.Today,
                    DueOn = About(c, fact).DueOn,
                    Provisional = About(c, fact).Provisional,
                },
                Audience.Of(ndc, concerned).Notifying(concerned)
            ),
            FactKind.OpinionGiven => (
                new OpinionGiven
                {
                    Authority = fact.Authority!,
                    Position = fact.Detail!,
                    Late = c.Opinions.Single(opinion => opinion.Authority == fact.Authority).Late,
                    GivenOn = now.Today,
                },
                Audience.Of(ndc, concerned).Notifying(ndc)
            ),
            FactKind.MeetingCalled when c.Meetings.Single(meeting => meeting.Id == fact.About) is var meeting => (
                new MeetingCalled
                {
                    MeetingId = meeting.Id,
                    At = meeting.At,
                    Because = [.. meeting.Because.Select(reason => CaseMachine.Name(reason))],
                    Authorities = [.. c.Opinions.Where(opinion => opinion.HandedOverTo is null).Select(opinion => opinion.Authority)],
                },
                Audience.Of([applicant, ndc, .. consulted]).Notifying([applicant, .. consulted])
            ),
            FactKind.MeetingCancelled when c.Meetings.Single(meeting => meeting.Id == fact.About) is var meeting => (
                new MeetingCancelled
                {
                    MeetingId = meeting.Id,
                    At = meeting.At,
                    Reason = UnlessConfidential(fact.Detail),
                    CancelledOn = now.Today,
                },
                Audience.Of([applicant, ndc, .. consulted]).Notifying([applicant, .. consulted])
            ),
            FactKind.DeadlineExtended => (
                new DeadlineExtended
                {
                    DeadlineId = fact.About!.Value,
                    Kind = CaseMachine.Name(About(c, fact).Kind),
                    Authority = fact.Authority,
                    BusinessDays = fact.BusinessDays!.Value,
                    DueOn = About(c, fact).DueOn,
                    Provisional = About(c, fact).Provisional,
                    Reason = UnlessConfidential(fact.Detail),
                },
                Audience.Of(applicant, ndc, concerned).Notifying(applicant, concerned)
            ),
            FactKind.DeadlineApproaching => (
                new DeadlineApproaching
                {
                    DeadlineId = fact.About!.Value,
                    Kind = CaseMachine.Name(About(c, fact).Kind),
                    Authority = fact.Authority,
                    DueOn = About(c, fact).DueOn,
                    Provisional = About(c, fact).Provisional,
                    BusinessDaysLeft = now.Calendar.BusinessDaysBetween(now.Today, About(c, fact).DueOn),
                    Assignee = c.Assignee,
                },
                Audience.Of(ndc, Owing(c, fact)).Notifying(Owing(c, fact) ?? ndc)
            ),
            FactKind.DeadlineMissed => (
                new DeadlineMissed
                {
                    DeadlineId = fact.About!.Value,
                    Kind = CaseMachine.Name(About(c, fact).Kind),
                    Authority = fact.Authority,
                    DueOn = About(c, fact).DueOn,
                    MeetingDue = About(c, fact).Kind == DeadlineKind.Opinion && c.MeetingDue is not null,
                    Assignee = c.Assignee,
                },
                Audience.Of(ndc, Owing(c, fact)).Notifying(ndc, Owing(c, fact))
            ),
            FactKind.Decided => (
                new RequestDecided
                {
                    Confidential = c.IsConfidential,
                    Outcome = CaseMachine.Name(c.Ruling!.Outcome),
                    DecidedOn = c.Ruling.DecidedOn,
                    AnsweredTooLate = c.Ruling.AnsweredTooLate,
                },
                Audience.Of([applicant, ndc, .. consulted]).Notifying([applicant, .. consulted])
            ),
            FactKind.TrialStarted or FactKind.TrialSuspended or FactKind.TrialResumed or FactKind.TrialExtended or FactKind.TrialEnded => (
                TrialEvents.Of(c, fact, now),
                Audience
                    .Of([applicant, ndc, .. consulted])
                    // The NDC is notified when its own officer did not cause the fact, e.g. when a report of the applicant suspends the
                    // trial.
                    .Notifying([now.Actor.ForNdc ? null : ndc, applicant, .. consulted])
            ),
            FactKind.HandedOver when fact.HandOver is var (from, to, opinionDeadlineId, followUps) => (
                new WorkHandedOver
                {
                    From = from,
                    To = to,
                    OpinionDueOn = c.Deadlines.SingleOrDefault(deadline => deadline.Id == opinionDeadlineId)?.DueOn,
                    FollowUps = followUps,
                    HandedOverOn = now.Today,
                },
                Audience.Of(ndc, Authority(to), Authority(from)).Notifying(Authority(to))
            ),
            FactKind.Withdrawn => (
                new RequestWithdrawn { WithdrawnOn = now.Today },
                Audience.Of([applicant, ndc, .. consulted]).Notifying([ndc, .. consulted])
            ),
            FactKind.Closed => (
                new RequestClosed { Outcome = CaseMachine.Name(c.Ruling!.Outcome), ClosedOn = now.Today },
                Audience.Of([applicant, ndc, .. consulted]).Notifying([applicant, .. consulted])
            ),
            _ when !Announces(fact.Kind) => null,
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Kind, "A fact that is announced has no event."),
        };
    }

    private static DecisionPublished Published(RegulatoryCase c, Guid? organisationId) =>
        new DecisionPublished
        {
            RequestId = c.Id,
            CaseNo = c.CaseNo,
            OrganisationId = organisationId,
            Title = c.Filing.Title,
            Outcome = CaseMachine.Name(c.Ruling!.Outcome),
            Relief = CaseMachine.Name(c.Filing.Relief),
            Provisions =
            [
                .. c.Filing.Provisions.Select(p => new ProvisionSnapshot
                {
                    Law = p.Law,
                    Article = p.Article,
                    Authority = p.Authority,
                }),
            ],
            Summary = c.Ruling.Public!.Summary,
            Answer = c.Ruling.Public.Answer,
            Reference = c.Ruling.Reference,
            DecidedOn = c.Ruling.DecidedOn,
            PublishedOn = c.Ruling.PublishedOn!.Value,
        };

    private static Deadline About(RegulatoryCase c, Fact fact) => c.Deadlines.Single(deadline => deadline.Id == fact.About);

    /// <summary>Returns the party that owes the obligation; none when it is the NDC.</summary>
    private static string? Owing(RegulatoryCase c, Fact fact) =>
        fact.Authority is { } code ? Authority(code)
        : About(c, fact).OwedByApplicant ? Audience.Party(c.Party)
        : null;

    private static string? Authority(string code) => Audience.Party($"authority:{code}");
}
