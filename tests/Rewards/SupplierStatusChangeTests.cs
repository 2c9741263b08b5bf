using System.Net;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Registry.V1;
using Platform.Harness;
using Platform.Messaging;
using Platform.Rewards.Data;

namespace Platform.Rewards.Tests;

public sealed class SupplierStatusChangeTests(RewardsService rewards) : IClassFixture<RewardsService>
{
    private static readonly (DateOnly, string) Registered = (new DateOnly(2019, 1, 1), "registered");

    [Fact]
    public async Task A_suspension_with_effect_in_the_past_flags_the_purchases_inside_it_and_its_withdrawal_takes_the_flag_off()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var before = await rewards.AcceptedAsync(buyer, supplier, 1_000, new DateOnly(2025, 3, 31));
        var inside = await rewards.AcceptedAsync(buyer, supplier, 2_000, new DateOnly(2025, 4, 1));
        var suspended = RewardsService.Organisation(
            supplier.Ubn,
            id: supplier.OrganisationId,
            points: [Registered, (new DateOnly(2025, 4, 1), "suspended")]
        );

        await DeliverAsync(new OrganisationSuspended { Organisation = suspended }, suspended, 2);

        Assert.Equal([inside], await FlaggedAsync(buyer));
        Assert.Equal(
            "accepted",
            (await rewards.As(Accounts.Buyer1).Get($"{RewardsService.Api}/purchases/{inside}"))["status"]!.GetValue<string>()
        );
        await DeliverAsync(new OrganisationReinstated { Organisation = supplier }, supplier, 3);
        Assert.Empty(await FlaggedAsync(buyer));
        Assert.NotEqual(before, inside);
    }

    [Fact]
    public async Task A_flagged_purchase_is_accepted_with_a_reason_only()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var purchase = await rewards.DeclareAsync(buyer, supplier);
        var path = $"{RewardsService.Api}/purchases/{purchase.Id}";
        (await rewards.As(Accounts.Org1).Post($"{path}/confirm")).Expect(HttpStatusCode.OK);
        var delisted = RewardsService.Organisation(
            supplier.Ubn,
            id: supplier.OrganisationId,
            points: [Registered, (new DateOnly(2020, 1, 1), "delisted")]
        );
        await DeliverAsync(new OrganisationDelisted { Organisation = delisted }, delisted, 2);

        (await rewards.As(Accounts.RewardReviewer).Post($"{path}/accept")).Expect(422, "rewards.flagged-without-reason");
        (await rewards.As(Accounts.RewardReviewer).Post($"{path}/accept", new { reason = "申復中" })).Expect(HttpStatusCode.OK);
        Assert.Empty(await FlaggedAsync(buyer));
    }

    [Fact]
    public async Task An_older_snapshot_that_arrives_late_is_ignored_and_a_repeated_event_changes_nothing()
    {
        var organisation = RewardsService.Organisation(points: [Registered]);
        var newer = RewardsService.Organisation(
            organisation.Ubn,
            id: organisation.OrganisationId,
            points: [Registered, (new DateOnly(2020, 1, 1), "withdrawn")]
        );
        var buyer = await rewards.BuyerAsync();
        await DeliverAsync(new OrganisationWithdrawn { Organisation = newer }, newer, 2);
        await DeliverAsync(new OrganisationRegistered { Organisation = organisation }, organisation, 1);

        (await rewards.As(Accounts.Buyer1).Post($"{RewardsService.Api}/purchases", rewards.Declaration(buyer, organisation.Ubn!))).Expect(
            422,
            "rewards.supplier-not-registered"
        );
    }

    [Fact]
    public async Task Of_two_snapshots_that_arrive_at_once_the_newer_stays()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        var delisted = RewardsService.Organisation(
            supplier.Ubn,
            id: supplier.OrganisationId,
            points: [Registered, (new DateOnly(2020, 1, 1), "delisted")]
        );
        var corrected = RewardsService.Organisation(
            supplier.Ubn,
            id: supplier.OrganisationId,
            points: [(new DateOnly(2018, 1, 1), "registered")]
        );
        var arrived = await rewards.InScopeAsync<RewardsDbContext, Task[]>(async db =>
        {
            // Someone is changing the row, so that both wait with what they have read so far; the newer one is the first in the queue.
            await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
            await db
                .Suppliers.Where(row => row.Id == supplier.OrganisationId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TotalsVersion, row => row.TotalsVersion));
            var newer = DeliverAsync(new OrganisationDelisted { Organisation = delisted }, delisted, 3);
            await Task.Delay(500);
            var older = DeliverAsync(new OrganisationUpdated { Organisation = corrected }, corrected, 2);
            await Task.Delay(500);
            await write.CommitAsync(CancellationToken.None);
            return [newer, older];
        });
        await Task.WhenAll(arrived);
        (await rewards.As(Accounts.Buyer1).Post($"{RewardsService.Api}/purchases", rewards.Declaration(buyer, supplier.Ubn!))).Expect(
            422,
            "rewards.supplier-not-registered"
        );
    }

    [Fact]
    public async Task An_import_makes_organisations_known_and_an_unclaimed_one_is_accepted_with_a_reason()
    {
        var imported = RewardsService.Organisation() with { OwnerParty = null };
        await rewards.DeliverAsync(
            new OrganisationsImported
            {
                ImportId = Guid.CreateVersion7(),
                Organisations = [new ImportedOrganisation { Version = 1, Organisation = imported }],
            }
        );
        var purchase = await rewards.DeclareAsync(await rewards.BuyerAsync(), imported);
        var path = $"{RewardsService.Api}/purchases/{purchase.Id}";

        (await rewards.As(Accounts.Org1).Post($"{path}/confirm")).Expect(HttpStatusCode.NotFound);
        (await rewards.As(Accounts.RewardReviewer).Post($"{path}/accept", new { reason = "組織尚未認領" })).Expect(HttpStatusCode.OK);

        var claimed = imported with { OwnerParty = Accounts.Org2.Party };
        await DeliverAsync(new OrganisationOwnerChanged { Organisation = claimed }, claimed, 2);
        (await rewards.As(Accounts.Org2).Get(path)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Evidence_is_opened_by_the_reviewer_and_the_supplier_and_by_nobody_else()
    {
        var (supplier, buyer) = (await rewards.SupplierAsync(), await rewards.BuyerAsync());
        using var file = new ByteArrayContent("%PDF-1.7 發票"u8.ToArray());
        file.Headers.ContentType = new("application/pdf");
        using var form = new MultipartFormDataContent { { file, "file", "invoice.pdf" } };
        var document = (await rewards.As(Accounts.Buyer1).Post($"{RewardsService.Api}/documents", form)).Expect(HttpStatusCode.Created).Id;
        var body = rewards.Declaration(buyer, supplier.Ubn!);
        body["evidence"] = new[] { new { documentId = document } };
        (await rewards.As(Accounts.RewardReviewer).Get($"{RewardsService.Api}/documents/{document}")).Expect(HttpStatusCode.NotFound);
        var purchase = (await rewards.As(Accounts.Buyer1).Post($"{RewardsService.Api}/purchases", body)).Expect(HttpStatusCode.Created);

        Assert.Equal("invoice.pdf", purchase["evidence"]![0]!["name"]!.GetValue<string>());
        foreach (var account in new[] { Accounts.Buyer1, Accounts.RewardReviewer, Accounts.Org1 })
        {
            (await rewards.As(account).Get($"{RewardsService.Api}/documents/{document}")).Expect(HttpStatusCode.OK);
        }

        (await rewards.As(Accounts.Buyer2).Get($"{RewardsService.Api}/documents/{document}")).Expect(HttpStatusCode.NotFound);
        body = rewards.Declaration(await rewards.BuyerAsync(Accounts.Buyer2), supplier.Ubn!);
        body["evidence"] = new[] { new { documentId = document } };
        (await rewards.As(Accounts.Buyer2).Post($"{RewardsService.Api}/purchases", body)).Expect(422, "documents.unknown");
    }

    private Task<EventEnvelope> DeliverAsync(object @event, OrganisationSnapshot organisation, long version) =>
        rewards.DeliverAsync(@event, organisation.OrganisationId.ToString(), version);

    private async Task<Guid[]> FlaggedAsync(Guid buyer) =>
        [
            .. (await rewards.As(Accounts.RewardReviewer).Get($"{RewardsService.Api}/purchases?flagged=true&buyerId={buyer}"))["items"]!
                .AsArray()
                .Select(item => Guid.Parse(item!["id"]!.GetValue<string>())),
        ];
}
