using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Features.Matching;
using Platform.Partnerships.ReferenceData;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>The first of the two consents: one profile asks to meet another.</summary>
internal static class RequestIntroduction
{
    internal sealed record IntroductionBody(Guid? From, Guid? To, string? Message);

    internal sealed class Validator : AbstractValidator<IntroductionBody>
    {
        public Validator()
        {
            RuleFor(body => body.From).NotNull();
            RuleFor(body => body.To).NotNull();
            RuleFor(body => body.Message).Text(4_000);
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/introductions", HandleAsync).For(Roles.Partner, Roles.Organisation).Creates()
        .Refuses(
            "partnerships.self-introduction", "partnerships.profile-not-vetted", "partnerships.introduction-vetoed", "partnerships.introduction-outside-markets",
            "partnerships.introduction-declined-before", "partnerships.introduction-exists", "partnerships.too-many-open-introductions",
            "partnerships.profile-at-exposure-cap")
        .WithTags("Introductions").WithSummary("Ask to be introduced");

    private static async Task<Answer<IntroductionView>> HandleAsync(
        IntroductionBody body, BusinessCalendar calendar, PartnershipsSettings settings, Caller caller, PartnershipsDbContext db, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var today = TaipeiTime.Today(clock);
        var from = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(found => found.Id == body.From && found.Party == caller.Party, cancellationToken);
        var to = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(found => found.Id == body.To, cancellationToken);
        if (from is null || to is null)
            return PlatformErrors.NotFound with { Path = from is null ? "$.from" : "$.to" };

        var pair = IntroductionRow.PairOf(from.Id, to.Id);
        var request = new IntroductionRequest
        {
            From = from.Subject(today),
            To = to.Subject(today),
            Declined = await db.DeclinedPairsOfAsync(from.Id, cancellationToken),
            OpenOrAgreedBetween = await db.Introductions.AnyAsync(
                row => row.LivePair == pair && (row.State == IntroductionState.Accepted || row.ExpiresOn >= today), cancellationToken),
            OpenByFrom = await db.Introductions.CountAsync(
                row => row.FromProfileId == from.Id && row.State == IntroductionState.Requested && row.ExpiresOn >= today, cancellationToken),
            OpenLimit = settings.OpenLimit,
            ExposureOfTo = await db.ExposureOfAsync(to.Id, settings.Matching, today, cancellationToken),
            ExposureCap = settings.Matching.ExposureCap,
            On = today,
            ExpiresOn = calendar.AddBusinessDays(today, settings.AnswerBusinessDays),
        };
        if (!Introduction.Request(request).Succeeded(out var introduction, out var refused))
            return refused;

        var row = new IntroductionRow
        {
            Id = Guid.CreateVersion7(),
            FromProfileId = from.Id,
            ToProfileId = to.Id,
            Message = body.Message!.Trim(),
            State = introduction.State,
            RequestedOn = introduction.RequestedOn,
            ExpiresOn = introduction.ExpiresOn,
            LivePair = pair,
            CreatedAt = clock.GetUtcNow(),
        };
        var loaded = new LoadedIntroduction(row, from, to);
        db.Add(row);
        db.StageRequested(loaded, row.CreatedAt);
        if (await db.SaveOrAsync(PartnershipsErrors.AlreadyIntroduced, cancellationToken) is { } duplicate)
            return duplicate;
        return Answer.At($"/api/partnerships/v1/introductions/{row.Id}", loaded.ViewFor(caller));
    }
}
