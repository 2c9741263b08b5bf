namespace Platform.Sandbox.Domain;

/// <summary>
/// Hands over what an authority still owes once it has ended and a successor is in office. An opinion that was given stays as it is. A
/// successor that was itself consulted in the same case gives one opinion, its own: the one that its predecessor still owed lapses, and
/// the lead passes to the successor.
/// </summary>
internal static class Succession
{
    private const string SuccessorAlreadyConsulted = "承接機關已另受徵詢 / its successor was asked in the same case";

    /// <summary>Returns the codes of the authorities that still owe an opinion or a follow-up.</summary>
    public static IReadOnlyList<string> OpenWork(RegulatoryCase given) =>
        [
            .. OpenOpinions(given)
                .Select(opinion => opinion.Authority)
                .Concat(OpenFollowUps(given).Select(followUp => followUp.Owner))
                .Distinct(),
        ];

    public static Change HandOver(this RegulatoryCase given, Authorities authorities, Situation situation) =>
        OpenWork(given)
            .Aggregate(new Change(given), (done, code) =>
            {
                if (authorities.SuccessorOf(code, situation.Today) is not { } successor)
                {
                    return done;
                }

                var next = HandOver(done.State, code, successor.Code, situation);
                return new Change(next.State, [.. done.Events, .. next.Events]);
            });

    private static Change HandOver(RegulatoryCase given, string from, string to, Situation situation)
    {
        var reason = $"{from} → {to}";
        var followUps = OpenFollowUps(given).Where(followUp => followUp.Owner == from).ToArray();
        var next = (
            given with
            {
                FollowUps =
                [
                    .. given.FollowUps.Select(followUp =>
                        followUps.Contains(followUp)
                            ? followUp with
                            {
                                Owner = to,
                                FormerOwners = [.. followUp.FormerOwners, from],
                            }
                            : followUp
                    ),
                ],
            }
        ).EachDeadline(d => followUps.Any(followUp => followUp.Id == d.FollowUpId), d => d.HandOver(to, situation.Today, reason));

        var fact = new Fact(FactKind.HandedOver) { Detail = reason, HandOver = new HandOver(from, to, null, followUps.Length) };
        if (OpenOpinions(given).SingleOrDefault(opinion => opinion.Authority == from) is not { } owed)
        {
            return new Change(next, fact);
        }

        var own = given.Opinions.SingleOrDefault(opinion => opinion.Authority == to && opinion.HandedOverTo is null);
        var successorOpinion = own is not null
            ? own with
            {
                Lead = own.Lead || owed.Lead,
            }
            : owed with
            {
                Authority = to,
                RequestedOn = situation.Today,
            };
        next = next with
        {
            Opinions =
            [
                .. given
                    .Opinions.Where(opinion => opinion.Authority != to)
                    .Select(opinion => opinion == owed ? owed with { HandedOverTo = to } : opinion),
                successorOpinion,
            ],
        };
        if (own is null)
        {
            return new Change(
                next.EachDeadline(d => d.Id == owed.DeadlineId, d => d.HandOver(to, situation.Today, reason)),
                fact with
                {
                    About = owed.DeadlineId,
                    HandOver = fact.HandOver! with { OpinionDeadlineId = owed.DeadlineId },
                }
            );
        }

        var recalculated = Consultation.Recalculate(
            next.EachDeadline(d => d.Id == owed.DeadlineId, d => d.GiveUp(situation.Today, $"{reason}: {SuccessorAlreadyConsulted}")),
            situation
        );
        return new Change(
            recalculated.State,
            [fact with { About = owed.DeadlineId, Detail = $"{reason}: {SuccessorAlreadyConsulted}" }, .. recalculated.Events]
        );
    }

    private static IEnumerable<Opinion> OpenOpinions(RegulatoryCase given) =>
        CaseMachine.Targets(given.Status, CaseCommand.GiveOpinion).Count > 0 ? given.Opinions.Where(opinion => opinion.IsOpen) : [];

    private static IEnumerable<FollowUp> OpenFollowUps(RegulatoryCase given) =>
        CaseMachine.IsOpen(given.Status) ? given.FollowUps.Where(followUp => followUp.Status == FollowUpStatus.Open) : [];
}
