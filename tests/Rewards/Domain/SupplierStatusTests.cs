using FsCheck;
using FsCheck.Fluent;
using Platform.Rewards.Domain;

namespace Platform.Rewards.Tests.Domain;

public sealed class SupplierStatusTests
{
    private static readonly StatusPoint[] Points =
    [
        new(new DateOnly(2025, 3, 1), SupplierStatus.Suspended),
        new(new DateOnly(2024, 1, 1), SupplierStatus.Registered),
        new(new DateOnly(2025, 5, 1), SupplierStatus.Registered),
    ];

    [Theory]
    [InlineData("2023-12-31", null)]
    [InlineData("2024-01-01", SupplierStatus.Registered)]
    [InlineData("2025-02-28", SupplierStatus.Registered)]
    [InlineData("2025-03-01", SupplierStatus.Suspended)]
    [InlineData("2025-04-30", SupplierStatus.Suspended)]
    [InlineData("2025-05-01", SupplierStatus.Registered)]
    [InlineData("2030-01-01", SupplierStatus.Registered)]
    internal void A_status_holds_from_its_day_until_the_day_before_the_next(string on, SupplierStatus? status) =>
        Assert.Equal(status, Points.StatusOn(DateOnly.ParseExact(on, "O")));

    [Fact]
    public void A_suspension_with_effect_in_the_past_flags_purchases_inside_it_and_a_correction_takes_the_flag_off()
    {
        StatusPoint[] before = [new(new DateOnly(2024, 1, 1), SupplierStatus.Registered)];

        Assert.True(StatusPoints.Review(before, Points, new DateOnly(2025, 4, 1)));
        Assert.False(StatusPoints.Review(Points, before, new DateOnly(2025, 4, 1)));
        Assert.Null(StatusPoints.Review(before, Points, new DateOnly(2025, 2, 1)));
        Assert.Null(StatusPoints.Review(before, Points, new DateOnly(2025, 6, 1)));
    }

    [Fact]
    public void The_order_in_which_points_are_kept_never_matters() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 60).Two().Zip(Gen.Choose(0, 90)).ToArbitrary(), sample =>
            {
                var ((first, second), date) = sample;
                var start = new DateOnly(2025, 1, 1);
                StatusPoint[] points =
                [
                    new(start.AddDays(first), SupplierStatus.Registered),
                    new(start.AddDays(first + second + 1), SupplierStatus.Delisted),
                ];
                var on = start.AddDays(date);
                return points.StatusOn(on) == points.Reverse().ToArray().StatusOn(on)
                    && points.RegisteredOn(on) == (date >= first && date <= first + second);
            }));
}
