using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Partnerships.Data;
using Platform.Partnerships.Data.ReferenceData;
using Platform.Partnerships.Domain;
using Platform.Partnerships.Domain.Introductions;
using Platform.Partnerships.Features.Matching;
using Platform.ServiceDefaults.Calendar;
using Platform.ServiceDefaults.Data;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Requests an introduction: the first of the two consents.</summary>
internal static class RequestIntroduction
{
    internal sealed record IntroductionBody(Guid? From, Guid? To, string? Message, string? Programme);

    internal sealed class Validator : AbstractValidator<IntroductionBody>
    {
        public Validator()
        {
            RuleFor(body => body.From).NotNull();
            RuleFor(body => body.To).NotNull();
            RuleFor(body => body.Message).Text(4_000);
            RuleFor(body => body.Programme).MaximumLength(100);
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Creates()
            .Refuses(
                "partnerships.self-introduction",
                "partnerships.profile-not-vetted",
                "partnerships.introduction-vetoed",
                "partnerships.introduction-outside-markets",
                "partnerships.introduction-declined-before",
                "partnerships.introduction-exists",
                "partnerships.too-many-open-introductions",
                "partnerships.profile-at-exposure-cap",
                "partnerships.programme-unknown"
            )
            .WithTags("Introductions")
            .WithSummary("Ask to be introduced");

    private static async Task<Answer<IntroductionView>> HandleAsync(
        IntroductionBody body,
        EditedLists lists,
        PartnershipsSettings settings,
        Caller caller,
        PartnershipsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var today = TaipeiTime.Today(clock);
        // Locks both profiles until the commit, so that no concurrent request changes the counts of open and recent introductions.
        var profiles = (await db.AcquireRowsAsync<Profile>([body.From!.Value, body.To!.Value], cancellationToken)).ToDictionary(profile =>
            profile.Id
        );
        if (!profiles.TryGetValue(body.From.Value, out var from) || !caller.Owns(from.Party))
        {
            return PlatformErrors.NotFound with { Path = "$.from" };
        }

        if (!profiles.TryGetValue(body.To.Value, out var to))
        {
            return PlatformErrors.NotFound with { Path = "$.to" };
        }

        if (!(await lists.ProgrammesAsync(db, cancellationToken)).Read(body.Programme).Succeeded(out var programme, out var unknown))
        {
            return unknown;
        }

        var pair = IntroductionRow.PairOf(from.Id, to.Id);
        await db.AcquireSharedCalendarAsync(cancellationToken);
        var calendar = OfficeCalendar.Of(await db.OfficeYears.AsNoTracking().ToListAsync(cancellationToken));
        var request = new IntroductionRequest
        {
            From = from.Subject(today),
            To = to.Subject(today),
            Declined = await db.DeclinedPairsOfAsync(from.Id, cancellationToken),
            OpenOrAgreedBetween = await db.Introductions.AnyAsync(
                row => row.LivePair == pair && (row.State == IntroductionState.Accepted || row.ExpiresOn >= today),
                cancellationToken
            ),
            OpenByFrom = await db.Introductions.CountAsync(
                row => row.FromProfileId == from.Id && row.State == IntroductionState.Requested && row.ExpiresOn >= today,
                cancellationToken
            ),
            OpenLimit = settings.OpenLimit,
            ExposureOfTo = await db.ExposureOfAsync(to.Id, settings.Matching, today, cancellationToken),
            ExposureCap = settings.Matching.ExposureCap,
            On = today,
            Term = new AnswerTerm(calendar, settings.AnswerBusinessDays, settings.ReminderBusinessDays),
        };
        if (!Introduction.Request(request).Succeeded(out var introduction, out var refused))
        {
            return refused;
        }

        var row = new IntroductionRow
        {
            Id = Guid.CreateVersion7(),
            FromProfileId = from.Id,
            ToProfileId = to.Id,
            Message = body.Message!.Trim(),
            Programme = programme.Code,
            RequestedOn = introduction.RequestedOn,
            AnswerDays = introduction.AnswerDays,
            CreatedAt = clock.GetUtcNow(),
        };
        row.Apply(introduction, settings.Silence);
        var loaded = new LoadedIntroduction(row, from, to);
        db.Add(row);
        db.PublishRequested(loaded, row.CreatedAt);
        if (await db.SaveUniqueAsync(PartnershipsErrors.AlreadyIntroduced, cancellationToken) is { } duplicate)
        {
            return duplicate;
        }

        return Answer.At($"/api/partnerships/v1/introductions/{row.Id}", loaded.ViewFor(caller));
    }
}
