using FluentValidation;
using Platform.Partnerships.Domain.Introductions;
using Platform.Web.Commands;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Partnerships.Features.Introductions;

/// <summary>Adds a commitment: a promise of one side with a due date. Both sides see whether it is fulfilled.</summary>
internal static class MakeCommitment
{
    internal sealed record CommitmentBody(Guid? By, string? Text, DateOnly? DueOn);

    internal sealed class Validator : AbstractValidator<CommitmentBody>
    {
        public Validator()
        {
            RuleFor(body => body.Text).Text(2_000);
            RuleFor(body => body.DueOn).NotNull();
        }
    }

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/introductions/{id:guid}/commitments", HandleAsync)
            .For(Roles.Partner, Roles.Organisation)
            .Creates()
            .Refuses("partnerships.introduction-wrong-state", "partnerships.commitment-date")
            .WithTags("Introductions")
            .WithSummary("Promise something by a date; by is your profile, where both are yours");

    private static Task<Answer<IntroductionView>> HandleAsync(
        Guid id,
        CommitmentBody body,
        Command command,
        Introductions introductions
    ) => introductions.ChangeAsync(id, command, loaded =>
        {
            var own = loaded.ProfilesOf(command.Caller).ToList();
            return body.By is { } named && !own.Contains(named)
                ? PlatformErrors.NotFound with
                {
                    Path = "$.by",
                }
                : loaded.Current.Commit(
                    new Commitment(Guid.CreateVersion7(), body.By ?? own[0], body.Text!.Trim(), body.DueOn!.Value, command.Now),
                    command.Today
                );
        });
}
