using Microsoft.EntityFrameworkCore;
using Platform.Domain;
using Platform.Rewards.Data;
using Platform.Rewards.Domain;
using Platform.Rewards.Domain.Buyers;
using Platform.Web.Commands;
using Platform.Web.Http;

namespace Platform.Rewards.Features.Buyers;

/// <summary>The buyers: registers and verifies them, with the event.</summary>
internal sealed class Buyers(RewardsDbContext db, IHostEnvironment environment) : CommandPipeline<BuyerRow, BuyerVerification>
{
    /// <summary>Saves a new buyer. In Development it is verified at once.</summary>
    public async Task<Answer<BuyerView>> RegisterAsync(BuyerRow buyer, Command command)
    {
        db.Buyers.Add(buyer);
        if (environment.IsDevelopment())
        {
            Apply(buyer, new(BuyerStatus.Verified, null, command.Now));
        }

        await db.SaveChangesAsync(command.Aborted);
        return Answer.At($"/api/rewards/v1/buyers/{buyer.Id}", BuyerView.Of(buyer));
    }

    /// <summary>Carries out a reviewer's command.</summary>
    public async Task<Answer<BuyerView>> ChangeAsync(Guid id, Command command, Func<BuyerStatus, Result<BuyerVerification>> decide) =>
        (
            await RunAsync(
                command,
                () => db.Buyers.SingleOrDefaultAsync(row => row.Id == id, command.Aborted),
                buyer => decide(buyer.Status)
            )
        ).Map(BuyerView.Of);

    protected override long VersionOf(BuyerRow resource) => resource.Version;

    protected override async Task<DomainError?> SaveAsync(BuyerRow resource, BuyerVerification change, Command command)
    {
        if (change.Status != resource.Status)
        {
            Apply(resource, change);
            await db.SaveChangesAsync(command.Aborted);
        }

        return null;
    }

    private void Apply(BuyerRow buyer, BuyerVerification change)
    {
        buyer.Apply(change);
        if (buyer.ToContract() is var (contract, audience))
        {
            db.Publish(buyer, contract, audience, change.At);
        }
    }
}
