using Platform.Domain;

namespace Platform.Sandbox.Domain;

/// <summary>The commands about opinions: of one lead authority and any co-authorities, each with its own deadline.</summary>
internal static class Consultation
{
    public static Result<Change> RequestOpinions(
        RegulatoryCase given,
        string lead,
        IReadOnlyList<string> coAuthorities,
        DateOnly? dueOn,
        Authorities authorities,
        Situation situation
    ) => given.Perform(CaseCommand.AskOpinions, situation, c =>
        {
            string[] named = [lead, .. coAuthorities];
            for (var i = 0; i < named.Length; i++)
            {
                var path = i == 0 ? "$.lead" : $"$.coAuthorities[{i - 1}]";
                if (authorities.Refusal(named[i], situation.Today, path) is { } unknown)
                {
                    return unknown;
                }

                if (named.AsSpan(0, i).Contains(named[i]))
                {
                    return SandboxErrors.AuthorityNamedTwice(named[i], path);
                }

                if (i > 0 && c.Opinions.Any(opinion => opinion.Authority == named[i]))
                {
                    return SandboxErrors.AuthorityAlreadyConsulted(named[i], path);
                }
            }

            if (dueOn <= situation.Today)
            {
                return SandboxErrors.DueDateInThePast("$.dueOn");
            }

            if (c.Lead is { } currentLead)
            {
                if (currentLead.Authority != lead)
                {
                    return SandboxErrors.LeadAlreadyChosen(currentLead.Authority);
                }

                if (coAuthorities.Count == 0)
                {
                    return SandboxErrors.AuthorityAlreadyConsulted(lead, "$.lead");
                }

                named = [.. coAuthorities];
            }

            var period =
                dueOn is { } set ? Period.Until(set)
                : c.Filing.IdenticalTo is not null ? situation.Clocks.FastLaneOpinion
                : situation.Clocks.Of(DeadlineKind.Opinion);
            var next = c with { Status = c.Status == CaseStatus.MeetingCalled ? CaseStatus.MeetingCalled : CaseStatus.Consulting };
            next = named.Aggregate(next.Met(DeadlineKind.Question, situation), (updated, authority) =>
            {
                var clocked = updated.Started(DeadlineKind.Opinion, situation, period, authority);
                return clocked with
                {
                    Opinions =
                    [
                        .. clocked.Opinions,
                        new Opinion
                        {
                            Authority = authority,
                            Lead = authority == lead,
                            RequestedOn = situation.Today,
                            DeadlineId = clocked.Deadlines[^1].Id,
                        },
                    ],
                };
            });
            return new Change(
                next,
                [
                    .. named.Select(authority => new Fact(FactKind.OpinionRequested)
                    {
                        Authority = authority,
                        About = next.Opinions.Single(opinion => opinion.Authority == authority).DeadlineId,
                    }),
                ]
            );
        });

    public static Result<Change> Give(
        RegulatoryCase given,
        string authority,
        Position position,
        string text,
        string? instrument,
        Situation situation
    ) => given.Perform(CaseCommand.GiveOpinion, situation, c =>
        {
            if (c.Opinions.SingleOrDefault(opinion => opinion.Authority == authority) is not { } requested)
            {
                return SandboxErrors.OpinionNotRequested(authority);
            }

            if (requested.HandedOverTo is { } successor)
            {
                return SandboxErrors.OpinionHandedOver(authority, successor);
            }

            if (requested.Position is not null)
            {
                return SandboxErrors.OpinionAlreadyGiven(authority);
            }

            var next = c.EachDeadline(d => d.Id == requested.DeadlineId, d => d.Meet(situation.Today, situation.Calendar));
            var answered = requested with
            {
                Position = position,
                Text = text,
                Instrument = instrument,
                GivenOn = situation.Today,
                Late = next.Deadlines.Single(d => d.Id == requested.DeadlineId).State == DeadlineState.Missed,
            };
            next = next with { Opinions = [.. next.Opinions.Select(opinion => opinion == requested ? answered : opinion)] };
            var fact = new Fact(FactKind.OpinionGiven)
            {
                Authority = authority,
                About = requested.DeadlineId,
                Detail = CaseMachine.Name(position),
                View = FactView.Authority,
            };
            var followed = Recalculate(next, situation);
            return new Change(followed.State, [fact, .. followed.Events]);
        });

    /// <summary>Pauses the deadline of an authority's opinion, for an announced reason.</summary>
    public static Result<Change> Pause(RegulatoryCase given, string authority, string reason, Situation situation) =>
        given.Perform(CaseCommand.Pause, situation, c =>
            c.Deadlines.Any(d => d.Authority == authority && d is { Kind: DeadlineKind.Opinion, State: DeadlineState.Running })
                ? new Change(
                    c.EachDeadline(
                        d => d.Kind == DeadlineKind.Opinion && d.Authority == authority,
                        d => d.Pause(situation.Today, reason, situation.Calendar)
                    ),
                    new Fact(FactKind.OpinionPaused) { Authority = authority, Detail = reason }
                )
                : SandboxErrors.DeadlineNotRunning(DeadlineKind.Opinion)
        );

    public static Result<Change> Resume(RegulatoryCase given, string authority, Situation situation) =>
        given.Perform(CaseCommand.Resume, situation, c =>
            c.Deadlines.Any(d => d.Authority == authority && d is { Kind: DeadlineKind.Opinion, State: DeadlineState.Paused })
                ? new Change(
                    c.EachDeadline(
                        d => d.Kind == DeadlineKind.Opinion && d.Authority == authority,
                        d => d.Resume(situation.Today, situation.Calendar)
                    ),
                    new Fact(FactKind.OpinionResumed) { Authority = authority }
                )
                : SandboxErrors.DeadlineNotPaused
        );

    /// <summary>
    /// Returns whether the opinions disagree: one objects and another takes any other position. Open opinions are ignored.
    /// </summary>
    public static bool Disagree(IEnumerable<Opinion> opinions) =>
        opinions.Where(opinion => opinion.Position is not null).Select(opinion => opinion.Position == Position.Object).Distinct().Count()
        > 1;

    /// <summary>Recalculates the status of the case and the meeting that is due from the present opinions.</summary>
    public static Change Recalculate(RegulatoryCase given, Situation situation)
    {
        if (Disagree(given.Opinions))
        {
            return given.MakeMeetingDue(MeetingReason.Disagreement, situation);
        }

        if (given.Opinions.Any(opinion => opinion.IsOpen) || given.Status != CaseStatus.Consulting)
        {
            return new Change(given);
        }

        // Every authority has answered and none disagrees: a meeting that was due only because an opinion was late is no longer needed.
        return new Change(given with { Status = CaseStatus.Deciding, MeetingDue = null });
    }
}
