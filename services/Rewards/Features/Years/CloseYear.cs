using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Closing;
using Platform.Rewards.Features.Awards;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Years;

/// <summary>Closes an award year: fixes the counted purchases and grants the awards. The request names the special awards.</summary>
internal sealed record CloseYear(IReadOnlyList<CloseYear.SpecialAwardGiven>? SpecialAwards)
{
    internal sealed record SpecialAwardGiven(string? Code, Guid? BuyerId, Bilingual? Citation);

    public static void Map(RouteGroupBuilder years) =>
        years
            .MapPost("{year:int}/close", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses(
                "rewards.year-closed",
                "rewards.no-rules",
                "rewards.year-not-begun",
                "rewards.special-award-unknown",
                "rewards.special-award-without-purchase"
            )
            .WithSummary("Close an award year and grant its awards");

    private static async Task<Answer<YearResultView>> HandleAsync(
        int year,
        CloseYear? request,
        RewardsDbContext db,
        YearLedger ledger,
        RuleBook rules,
        YearClosing closing,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await rules.FindAsync(year, cancellationToken) is null)
        {
            return RewardsErrors.NoRules(year);
        }

        if (year > TaipeiTime.Today(clock).Year)
        {
            return RewardsErrors.YearNotBegun(year);
        }

        var now = clock.GetUtcNow();
        var version = await ledger.AcquireNextVersionAsync(year, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var ruleSet = await rules.FindAsync(year, cancellationToken);
        var special = (request?.SpecialAwards ?? []).Select(award => new SpecialAwardChoice(
            award.Code!,
            award.BuyerId!.Value,
            award.Citation!
        ));
        var inputs = await ledger.InputsAsync(year, ruleSet!.Version, version, [.. special], cancellationToken);
        var before = await closing.LatestAsync(year, cancellationToken);
        return AwardYear.Close(before?.Result, inputs).Succeeded(out var result, out var refused)
            ? await closing.SaveAsync(null, result, inputs, version, null, now, cancellationToken)
            : refused;
    }

    internal sealed class Validator : AbstractValidator<CloseYear>
    {
        public Validator() =>
            RuleForEach(request => request.SpecialAwards)
                .ChildRules(award =>
                {
                    award.RuleFor(a => a.Code).Text(50);
                    award.RuleFor(a => a.BuyerId).NotNull();
                    award.RuleFor(a => a.Citation).Bilingual(Texts.LongText);
                });
    }
}
