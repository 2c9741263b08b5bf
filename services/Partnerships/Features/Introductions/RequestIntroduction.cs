using FluentValidation;
using Platform.Data;
using Platform.Partnerships.Data;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

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
        Command command,
        EditedLists lists,
        PartnershipsDbContext db,
        Introductions introductions
    )
    {
        // Locks both profiles until the commit, so that no concurrent request changes the counts of open and recent introductions.
        var profiles = (await db.AcquireRowsAsync<Profile>([body.From!.Value, body.To!.Value], command.Aborted)).ToDictionary(profile =>
            profile.Id
        );
        if (!profiles.TryGetValue(body.From.Value, out var from) || !command.Caller.Owns(from.Party))
        {
            return PlatformErrors.NotFound with { Path = "$.from" };
        }

        if (!profiles.TryGetValue(body.To.Value, out var to))
        {
            return PlatformErrors.NotFound with { Path = "$.to" };
        }

        if (!(await lists.ProgrammesAsync(db, command.Aborted)).Read(body.Programme).Succeeded(out var programme, out var unknown))
        {
            return unknown;
        }

        if (!Introduction.Request(await introductions.FactsAsync(from, to, command)).Succeeded(out var change, out var refused))
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
            RequestedOn = change.State.RequestedOn,
            AnswerDays = change.State.AnswerDays,
            CreatedAt = command.Now,
        };
        return await introductions.AddAsync(new LoadedIntroduction(row, from, to), change, command);
    }
}
