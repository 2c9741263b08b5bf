using FsCheck;
using FsCheck.Fluent;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Tests.Domain;

/// <summary>The status of any date, from points in any order.</summary>
public sealed class StatusHistoryTests
{
    private static readonly DateOnly First = new(2020, 1, 1);

    private static readonly Gen<(OrganisationCommand Command, int Day)[]> Commands = (
        from command in Gen.Elements(Enum.GetValues<OrganisationCommand>().Except([OrganisationCommand.Update]).ToArray())
        from day in Gen.Choose(-5, 60)
        select (command, day)
    ).ArrayOf(12);

    [Fact]
    public void Whatever_is_recorded_every_date_has_one_status_and_intervals_never_overlap() =>
        Prop.ForAll(Commands.ToArbitrary(), commands =>
            {
                var history = After(commands);
                var dates = history.Points.Select(point => point.EffectiveOn).ToArray();
                Assert.Equal(dates.Distinct().Order(), dates);
                for (var day = -10; day < 80; day++)
                {
                    var date = First.AddDays(day);
                    var expected = history.Points.Where(point => point.EffectiveOn <= date).MaxBy(point => point.EffectiveOn)?.Status;
                    Assert.Equal(expected, history.On(date));
                    Assert.Equal(day < 0, expected is null);
                }
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_point_changes_nothing_before_its_date_nor_from_the_next_point_on() =>
        Prop.ForAll(Commands.ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (commands, day) =>
            {
                var before = After(commands);
                var date = First.AddDays(day);
                if (!before.Decide(OrganisationCommand.Suspend, date, default, null).Succeeded(out var point, out _))
                {
                    return;
                }

                var after = new StatusHistory(before.Points.Where(existing => existing.EffectiveOn != date).Append(point));
                var until = before.NextAfter(date) ?? First.AddDays(80);
                for (var other = First.AddDays(-3); other < First.AddDays(80); other = other.AddDays(1))
                {
                    Assert.Equal(other >= date && other < until ? OrganisationStatus.Suspended : before.On(other), after.On(other));
                }
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_takes_effect_before_the_registration()
    {
        var history = After([]);
        Assert.Equal(
            "registry.before-registration",
            history.Decide(OrganisationCommand.Suspend, First.AddDays(-1), default, null).Error!.Code
        );
        Assert.Null(history.On(First.AddDays(-1)));
    }

    [Theory]
    [InlineData(
        OrganisationStatus.Registered,
        new[] { OrganisationCommand.Update, OrganisationCommand.Suspend, OrganisationCommand.Delist, OrganisationCommand.Withdraw }
    )]
    [InlineData(
        OrganisationStatus.Suspended,
        new[] { OrganisationCommand.Update, OrganisationCommand.Reinstate, OrganisationCommand.Delist, OrganisationCommand.Withdraw }
    )]
    [InlineData(OrganisationStatus.Delisted, new OrganisationCommand[0])]
    [InlineData(OrganisationStatus.Withdrawn, new OrganisationCommand[0])]
    internal void A_refusal_names_what_is_allowed_on_that_date(OrganisationStatus status, OrganisationCommand[] allowed)
    {
        var history = new StatusHistory([new(First, status, default, null)]);
        foreach (var command in Enum.GetValues<OrganisationCommand>().Except([OrganisationCommand.Update]))
        {
            var decided = history.Decide(command, First, default, null);
            Assert.Equal(allowed.Contains(command), decided.Error is null);
            if (decided.Error is { } refused)
            {
                Assert.Equal(allowed.Select(found => Platform.Domain.EnumNames.ToCamelCase(found)), refused.Allowed);
            }
        }
    }

    private static StatusHistory After(IEnumerable<(OrganisationCommand Command, int Day)> commands) =>
        commands.Aggregate(new StatusHistory([new(First, OrganisationStatus.Registered, default, null)]), (history, next) =>
            history.Decide(next.Command, First.AddDays(next.Day), default, null).Succeeded(out var point, out _)
                ? new(history.Points.Where(existing => existing.EffectiveOn != point.EffectiveOn).Append(point))
                : history
        );
}
