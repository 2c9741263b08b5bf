using FsCheck;
using FsCheck.Fluent;
using Platform.Registry.Domain.Organisations;

namespace Platform.Registry.Tests.Domain;

public sealed class DisclosureLightTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Theory]
    [InlineData("2026-01-05", new int[0], Light.Green)] // no completed year yet
    [InlineData("2025-03-01", new int[0], Light.Yellow)]
    [InlineData("2025-03-01", new[] { 2025 }, Light.Green)]
    [InlineData("2024-03-01", new int[0], Light.Red)]
    [InlineData("2024-03-01", new[] { 2024 }, Light.Yellow)]
    [InlineData("2024-03-01", new[] { 2025 }, Light.Green)]
    [InlineData("2020-03-01", new[] { 2023, 2022, 2021 }, Light.Red)]
    [InlineData("2025-03-01", new[] { 2026 }, Light.Yellow)] // this year's report is not last year's
    internal void The_last_two_completed_years_decide(string registered, int[] reports, Light expected) =>
        Assert.Equal(expected, DisclosureLight.On(Today, History((registered, OrganisationStatus.Registered)), reports.ToHashSet()));

    [Fact]
    public void A_year_in_which_it_was_never_registered_is_not_owed()
    {
        var history = History(
            ("2022-01-01", OrganisationStatus.Registered),
            ("2023-12-31", OrganisationStatus.Suspended),
            ("2026-02-01", OrganisationStatus.Registered)
        );
        Assert.Equal(Light.Green, DisclosureLight.On(Today, history, new HashSet<int> { 2023, 2022 }));
        Assert.Equal(Light.Yellow, DisclosureLight.On(Today, history, new HashSet<int> { 2022 }));
        Assert.Equal(Light.Red, DisclosureLight.On(Today, history, new HashSet<int>()));
    }

    [Fact]
    public void One_more_report_never_makes_it_worse_and_one_more_year_of_silence_never_better() =>
        Prop.ForAll(
                Gen.Choose(2010, 2026).ToArbitrary(),
                Gen.Choose(2008, 2026).ArrayOf(8).ToArbitrary(),
                Gen.Choose(2008, 2026).ToArbitrary(),
                (since, reported, another) =>
                {
                    var history = History(($"{since}-02-03", OrganisationStatus.Registered));
                    var light = DisclosureLight.On(Today, history, reported.ToHashSet());
                    Assert.True(DisclosureLight.On(Today, history, reported.Append(another).ToHashSet()) <= light);
                    Assert.True(
                        DisclosureLight.On(Today.AddYears(1), history, reported.Where(year => year < 2026).ToHashSet())
                            >= DisclosureLight.On(Today, history, reported.Where(year => year < 2026).ToHashSet())
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    private static StatusHistory History(params (string On, OrganisationStatus Status)[] points) =>
        new(
            points.Select(point => new StatusPoint(
                DateOnly.Parse(point.On, System.Globalization.CultureInfo.InvariantCulture),
                point.Status,
                default,
                null
            ))
        );
}
