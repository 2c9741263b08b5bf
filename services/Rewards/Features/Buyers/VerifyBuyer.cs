using FluentValidation;
using Platform.Rewards.Domain.Buyers;
using Platform.Web.Commands;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Rewards.Features.Buyers;

internal sealed record VerifyBuyer(bool? Approve, string? Reason)
{
    public static void Map(RouteGroupBuilder buyers) =>
        buyers
            .MapPost("{id:guid}/verify", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.buyer-decided", "rewards.reason-missing")
            .WithSummary("Verify or refuse a buyer");

    private static Task<Answer<BuyerView>> HandleAsync(Guid id, VerifyBuyer request, Command command, Buyers buyers) =>
        buyers.ChangeAsync(id, command, buyer => BuyerVerification.Decide(buyer, request.Approve!.Value, request.Reason, command.Now));

    internal sealed class Validator : AbstractValidator<VerifyBuyer>
    {
        public Validator()
        {
            RuleFor(request => request.Approve).NotNull();
            RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
        }
    }
}
