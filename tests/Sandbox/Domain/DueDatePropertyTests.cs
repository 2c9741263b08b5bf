using FsCheck;
using FsCheck.Fluent;
using Platform.Calendar;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Tests.Domain;

/// <summary>Whatever happens to a deadline in whatever order, its due date is the one found by counting days on paper.</summary>
public sealed class DueDatePropertyTests
{
    private static readonly BusinessCalendar Calendar = BusinessCalendar.BuiltIn;

    private sealed record Scenario(DateOnly Start, Period Period, IReadOnlyList<PausedDays> Pauses, IReadOnlyList<int> Extensions);

    private static readonly Gen<Period> Periods = Gen.OneOf(
        Gen.Choose(1, 40).Select(Period.BusinessDays),
        Gen.Choose(1, 90).Select(Period.Days),
        Gen.Choose(1, 4).Select(Period.Months)
    );

    private static readonly Gen<PausedDays> OnePause =
        from offset in Gen.Choose(0, 120)
        from length in Gen.Choose(0, 30)
        select new PausedDays(Origin.AddDays(offset), Origin.AddDays(offset + length), "待補件");

    private static readonly Gen<Scenario> Scenarios =
        from start in Gen.Choose(0, 60)
        from period in Periods
        from pauses in Gen.Choose(0, 4).SelectMany(count => OnePause.ListOf(count))
        from extensions in Gen.Choose(0, 3).SelectMany(count => Gen.Choose(1, 20).ListOf(count))
        select new Scenario(Origin.AddDays(start), period, [.. pauses], [.. extensions]);

    private static DateOnly Origin => new(2025, 1, 1);

    [Fact]
    public void The_due_date_is_the_definition_by_counting_days() =>
        Prop.ForAll(Scenarios.ToArbitrary(), scenario =>
                scenario.Period.DueOn(scenario.Start, scenario.Pauses, scenario.Extensions.Sum(), Calendar, Origin) == OnPaper(scenario)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_pauses_does_not_matter() =>
        Prop.ForAll(Scenarios.ToArbitrary(), scenario =>
                scenario.Period.DueOn(scenario.Start, scenario.Pauses, scenario.Extensions.Sum(), Calendar, Origin)
                == scenario.Period.DueOn(scenario.Start, [.. scenario.Pauses.Reverse()], scenario.Extensions.Sum(), Calendar, Origin)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_deadline_that_is_paused_and_extended_step_by_step_ends_where_counting_at_once_ends() =>
        Prop.ForAll(Scenarios.ToArbitrary(), Gen.Shuffle(Enumerable.Range(0, 7)).ToArbitrary(), (scenario, order) =>
            {
                // Pauses can only follow each other; extensions come anywhere between, also while the clock stands still.
                var pauses = Apart(scenario.Pauses.Where(pause => pause.From >= scenario.Start));
                var deadline = Deadline.Start(Guid.Empty, DeadlineKind.Question, scenario.Start, scenario.Period, "basis", Calendar);
                var extensions = new Queue<int>(scenario.Extensions);
                void ExtendAt(int step, DateOnly on)
                {
                    if (order[step % order.Length] % 2 == 0 && extensions.TryDequeue(out var days))
                    {
                        deadline = deadline.Extend(new Extension(days, "案情複雜", "ndc", on), Calendar);
                    }
                }

                var step = 0;
                foreach (var pause in pauses)
                {
                    ExtendAt(step++, pause.From);
                    deadline = deadline.Pause(pause.From, pause.Reason, Calendar);
                    ExtendAt(step++, pause.From);
                    deadline = deadline.Resume(pause.To!.Value, Calendar);
                }

                while (extensions.TryDequeue(out var left))
                {
                    deadline = deadline.Extend(new Extension(left, "案情複雜", "ndc", scenario.Start), Calendar);
                }

                return deadline.DueOn == OnPaper(scenario with { Pauses = pauses });
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_date_that_was_set_stays_unless_a_pause_takes_business_days_before_it()
    {
        var set = Period.Until(new DateOnly(2026, 3, 13));
        var start = new DateOnly(2026, 3, 2);
        Assert.Equal(new DateOnly(2026, 3, 13), set.DueOn(start, [], 0, Calendar, start));
        Assert.Equal(new DateOnly(2026, 3, 17), set.DueOn(start, [new(new(2026, 3, 3), new(2026, 3, 5), "x")], 0, Calendar, start));
        Assert.Equal(new DateOnly(2026, 3, 18), set.DueOn(start, [], 3, Calendar, start));
        Assert.Equal(new DateOnly(2026, 3, 14), Period.Until(new(2026, 3, 14)).DueOn(start, [], 0, Calendar, start));
    }

    private static PausedDays[] Apart(IEnumerable<PausedDays> pauses)
    {
        var apart = new List<PausedDays>();
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            if (apart.Count == 0 || pause.From >= apart[^1].To)
            {
                apart.Add(pause);
            }
        }

        return [.. apart];
    }

    // Lists every day after the start, strikes the paused ones, and counts with a pencil.
    private static DateOnly OnPaper(Scenario scenario)
    {
        var days = Enumerable
            .Range(1, 900)
            .Select(scenario.Start.AddDays)
            .Where(day => !scenario.Pauses.Any(pause => day > pause.From && day <= pause.To))
            .ToList();
        var worked = days.Where(Calendar.IsBusinessDay).ToList();
        var extension = scenario.Extensions.Sum();
        if (scenario.Period.Unit == PeriodUnit.BusinessDays)
        {
            return worked[scenario.Period.Length + extension - 1];
        }

        var length =
            scenario.Period.Unit == PeriodUnit.Days
                ? scenario.Period.Length
                : BusinessCalendar.EndOfPeriod(scenario.Start, scenario.Period.Length, 0).DayNumber - scenario.Start.DayNumber;
        var last = days[length - 1];
        return worked.Where(day => day >= last).ElementAt(extension);
    }
}
