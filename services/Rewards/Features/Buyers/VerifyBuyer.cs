using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.ServiceDefaults.Errors;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Identity;

namespace Platform.Rewards.Features.Buyers;

internal sealed record VerifyBuyer(bool? Approve, string? Reason)
{
    public static void Map(RouteGroupBuilder buyers) =>
        buyers
            .MapPost("{id:guid}/verify", HandleAsync)
            .For(Roles.RewardReviewer)
            .Refuses("rewards.buyer-decided", "rewards.reason-missing")
            .WithSummary("Verify or refuse a buyer");

    private static async Task<Answer<BuyerView>> HandleAsync(
        Guid id,
        VerifyBuyer request,
        IfMatch ifMatch,
        RewardsDbContext db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Buyers.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } buyer)
        {
            return PlatformErrors.NotFound;
        }

        if (ifMatch.Refuses(buyer.Version) is { } stale)
        {
            return stale;
        }

        if (!BuyerVerification.Decide(buyer.Status, request.Approve!.Value, request.Reason).Succeeded(out var status, out var refused))
        {
            return refused;
        }

        if (status == buyer.Status)
        {
            return BuyerView.Of(buyer);
        }

        var now = clock.GetUtcNow();
        buyer.Status = status;
        buyer.DecidedAt = now;
        buyer.Reason = request.Reason;
        if (status is BuyerStatus.Verified)
        {
            db.PublishVerified(buyer, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return BuyerView.Of(buyer);
    }

    internal sealed class Validator : AbstractValidator<VerifyBuyer>
    {
        public Validator()
        {
            RuleFor(request => request.Approve).NotNull();
            RuleFor(request => request.Reason).MaximumLength(Texts.LongText);
        }
    }
}
