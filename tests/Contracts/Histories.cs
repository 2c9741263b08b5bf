using System.Text.Json;
using Platform.Contracts.Partnerships.V1;
using Platform.Contracts.Registry.V1;
using Platform.Contracts.Rewards.V1;
using Platform.Contracts.Sandbox.V1;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Contracts.Tests;

/// <summary>
/// Events as the services publish them: the lives of two organisations, what was bought from them, and what appears on their public
/// records.
/// </summary>
/// <param name="First">An organisation that applied, was suspended, reinstated and given to another owner.</param>
/// <param name="Second">An organisation that was imported, claimed, imported again and withdrew.</param>
internal sealed record Histories(Guid First, Guid Second)
{
    private static readonly DateTimeOffset Epoch = new(2026, 3, 1, 1, 30, 0, TimeSpan.Zero);
    private readonly List<EventEnvelope> events = [];

    /// <summary>The first thing that anybody hears of the first organisation.</summary>
    public EventEnvelope Registered => All[0];

    /// <summary>In the order in which they happened.</summary>
    public IReadOnlyList<EventEnvelope> All
    {
        get
        {
            if (events.Count == 0)
            {
                Happen();
            }

            return events;
        }
    }

    /// <summary>One event of every type, for whoever takes them all.</summary>
    public static IEnumerable<EventEnvelope> Samples =>
        EventTypes
            .All.Select(EventTypes.NameOf)
            .Order(StringComparer.Ordinal)
            .Select(
                (name, i) =>
                    Envelope(
                        name,
                        $"sample-{i}",
                        1,
                        File.ReadAllText(Path.Combine(Snapshots.Root, "tests/Contracts/samples", name + ".json")),
                        i
                    )
            );

    private void Happen()
    {
        var first = new OrganisationSnapshot
        {
            OrganisationId = First,
            Ubn = "04595257",
            Name = new Bilingual { Zh = "好日子社會企業", En = "Good Days" },
            OwnerParty = Accounts.Org1.Party,
            LegalForm = "company",
            County = "花蓮縣",
            Sdgs = [3, 11],
            Stage = "sustainableOperation",
            StatusPoints = [Point(2019, "registered")],
            Light = "green",
        };
        Add(First, 1, new OrganisationRegistered { Organisation = first });
        Add(
            First,
            2,
            new OrganisationUpdated
            {
                Organisation = first =
                    first with
                    {
                        Name = new() { Zh = "好日子", En = "Better Days" },
                        County = "臺東縣",
                        Sdgs = [1, 3],
                    },
            }
        );
        Add(First, 3, new OrganisationLightChanged { Organisation = first = first with { Light = "yellow" } });
        Add(First, 4, new OrganisationTierChanged { Organisation = first = first with { Tier = "2", Stage = "diffusion" } });
        Add(
            First,
            5,
            new OrganisationSuspended
            {
                Organisation = first = first with { StatusPoints = [Point(2019, "registered"), Point(2024, "suspended")] },
            }
        );
        Add(
            First,
            6,
            new OrganisationReinstated
            {
                Organisation = first =
                    first with
                    {
                        StatusPoints = [Point(2019, "registered"), Point(2024, "suspended"), Point(2025, "registered")],
                    },
            }
        );
        Add(First, 7, new OrganisationOwnerChanged { Organisation = first = first with { OwnerParty = Accounts.Org2.Party } });
        Add(
            First,
            8,
            new OrganisationDelisted { Organisation = first with { StatusPoints = [.. first.StatusPoints, Point(2026, "delisted")] } }
        );

        var second = first with
        {
            OrganisationId = Second,
            Ubn = "10458574",
            OwnerParty = null,
            Name = new() { Zh = "後山小農合作社" },
            StatusPoints = [Point(2020, "registered")],
        };
        Add(Import(1), 1, Imported(1, second));
        Add(Second, 2, new OrganisationOwnerChanged { Organisation = second = second with { OwnerParty = Accounts.Org1.Party } });
        Add(Import(2), 1, Imported(3, second = second with { County = "宜蘭縣" }));
        Add(Second, 4, new OrganisationOwnerChanged { Organisation = second = second with { OwnerParty = Accounts.Org2.Party } });
        Add(
            Second,
            5,
            new OrganisationWithdrawn { Organisation = second with { StatusPoints = [.. second.StatusPoints, Point(2025, "withdrawn")] } }
        );

        foreach (var organisation in new[] { first, second })
        {
            for (var version = 1; version <= 6; version++)
            {
                var totals = Totals(organisation, version);
                var purchase = Id($"purchase {organisation.Ubn} {(version + 1) / 2}");
                // Each accepted purchase is reversed again, except the last.
                Add(
                    purchase,
                    version,
                    version is 2 or 4
                        ? new PurchaseReversed { Purchase = Purchase(purchase, organisation, "reversed"), SupplierTotals = totals }
                        : new PurchaseAccepted { Purchase = Purchase(purchase, organisation, "accepted"), SupplierTotals = totals }
                );
            }
        }

        var request = Id("request");
        Add(
            request,
            3,
            new TrialStarted
            {
                RequestId = request,
                CaseNo = "RA-2026-0001",
                Party = Accounts.Org1.Party,
                OrganisationId = First,
                Title = "共享廚房",
                Confidential = false,
                StartsOn = new(2026, 4, 1),
                EndsOn = new(2026, 10, 1),
                Participants = 20,
                Place = "花蓮縣",
            }
        );
        Add(
            request,
            9,
            new DecisionPublished
            {
                RequestId = request,
                CaseNo = "RA-2026-0001",
                OrganisationId = First,
                Title = "共享廚房",
                Outcome = "interpretation",
                Relief = "interpretation",
                Provisions = [],
                Summary = "共享廚房",
                Answer = "適用",
                DecidedOn = new(2026, 3, 20),
                PublishedOn = new(2026, 3, 21),
            }
        );
        var year = Id("calendar year");
        Add(
            year,
            1,
            new CalendarYearChanged
            {
                Year = 2027,
                Provisional = true,
                Closed = [new(2027, 1, 1)],
                Workdays = [],
            }
        );
        Add(
            year,
            2,
            new CalendarYearChanged
            {
                Year = 2027,
                Provisional = false,
                Closed = [new(2027, 1, 1), new(2027, 2, 4)],
                Workdays = [],
            }
        );
        var introduction = Id("introduction");
        foreach (var (version, stage) in new[] { (3, "meeting"), (4, "memorandum") })
        {
            Add(
                introduction,
                version,
                new OutcomeRecorded
                {
                    IntroductionId = introduction,
                    From = Party(First, "Good Days"),
                    To = Party(Second, "Growers"),
                    Stage = stage,
                    On = new(2026, 3, 9),
                    RecordedAt = Epoch,
                }
            );
        }
    }

    private void Add(Guid subject, long version, object @event) =>
        events.Add(
            Envelope(
                EventTypes.NameOf(@event.GetType()),
                subject.ToString(),
                version,
                JsonSerializer.Serialize(@event, @event.GetType(), EventTypes.Json),
                events.Count
            )
        );

    private static EventEnvelope Envelope(string type, string subject, long version, string body, int number) =>
        new()
        {
            Id = Id($"{type} {subject} {version}"),
            Type = type,
            Source = "/" + type.Split('.')[0],
            Subject = subject,
            Version = version,
            Time = Epoch.AddMinutes(number),
            Audience = Audience.Public.Notifying(Audience.Party(Accounts.Org1.Party)),
            Body = body,
        };

    private static OrganisationsImported Imported(long version, OrganisationSnapshot organisation) =>
        new() { ImportId = Id($"import {version}"), Organisations = [new() { Version = version, Organisation = organisation }] };

    private static StatusPoint Point(int year, string status) =>
        new()
        {
            EffectiveOn = new(year, 1, 1),
            Status = status,
            RecordedAt = Epoch,
        };

    private static SupplierTotals Totals(OrganisationSnapshot organisation, long version) =>
        new()
        {
            OrganisationId = organisation.OrganisationId,
            SupplierUbn = organisation.Ubn!,
            Version = version,
            Social = new()
            {
                AmountTwd = 1000 * version,
                Purchases = (int)version,
                DistinctBuyers = 1,
            },
            Startup = new()
            {
                AmountTwd = 0,
                Purchases = 0,
                DistinctBuyers = 0,
            },
        };

    private static PurchaseSnapshot Purchase(Guid id, OrganisationSnapshot supplier, string status) =>
        new()
        {
            PurchaseId = id,
            BuyerId = Id("buyer"),
            BuyerName = new() { Zh = "大方公司" },
            BuyerParty = Accounts.Buyer1.Party,
            SupplierUbn = supplier.Ubn!,
            SupplierOrganisationId = supplier.OrganisationId,
            AmountTwd = 12_000,
            PurchasedOn = new(2024, 6, 1),
            Year = 2024,
            VoucherNo = "AB12345678",
            Series = "social",
            Cooperation = "supplyChain",
            Description = "便當",
            Evidence = [],
            Status = status,
            Flagged = false,
            DeclaredAt = Epoch,
            StatusAt = Epoch,
        };

    private static IntroductionParty Party(Guid organisation, string name) =>
        new()
        {
            ProfileId = Id("profile of " + name),
            Party = Accounts.Org1.Party,
            OrganisationId = organisation,
            Kind = "organisation",
            Name = new() { En = name },
            Economy = "TW",
        };

    private static Guid Import(int number) => Id($"import {number}");

    /// <summary>The same in every run.</summary>
    private static Guid Id(string text) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
