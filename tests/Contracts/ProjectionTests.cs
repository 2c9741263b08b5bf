using Microsoft.EntityFrameworkCore;
using Platform.Data;
using Platform.Harness;
using Platform.Messaging;

namespace Platform.Contracts.Tests;

/// <summary>
/// Neither broker nor redelivery promises order. Every consumer of every service: the same events in any order, some of them several times
/// and several at
/// once, leave the same rows.
/// </summary>
public sealed class ProjectionTests
{
    private static readonly int[] Seeds = [1, 20, 300];

    public static TheoryData<string> Services => [.. Modules.Services];

    /// <summary>Those whose consumers replace what they know by something newer.</summary>
    public static TheoryData<string> Replacing => ["Partnerships", "Registry", "Rewards", "Sandbox"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Any_order_and_any_repetition_leave_the_same_rows(string service)
    {
        var expected = await RowsAfterAsync(service, history => history);
        foreach (var seed in Seeds)
        {
            Assert.Equal(expected, await RowsAfterAsync(service, history => Shuffled(history, seed)));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_events_of_the_test_are_all_that_the_consumers_of_a_service_take(string service)
    {
        var events = EventsFor(service, new(Guid.NewGuid(), Guid.NewGuid()))
            .Select(envelope => EventTypes.TypeOf(envelope.Type))
            .ToHashSet();
        var consumed = ConsumedBy(service).ToArray();
        Assert.NotEmpty(consumed);
        Assert.All(consumed, type =>
            Assert.True(events.Contains(type), $"{service} takes {type.Name}: let it happen in {nameof(Histories)}.")
        );
    }

    [Theory]
    [MemberData(nameof(Replacing))]
    public async Task A_consumer_that_believes_whatever_comes_last_is_caught(string service)
    {
        var expected = await RowsAfterAsync(service, history => history, withVersions: false);
        // The versions now tell the order of arrival, so that comparing them means nothing.
        var rows = await Task.WhenAll(
            Seeds.Select(seed =>
                RowsAfterAsync(
                    service,
                    history =>
                        [
                            .. Shuffled(history, seed)
                                .DistinctBy(envelope => envelope.Id)
                                .Select((envelope, i) => Arriving(envelope, 100 + i)),
                        ],
                    withVersions: false
                )
            )
        );
        Assert.Contains(rows, row => row != expected);
    }

    private static async Task<string> RowsAfterAsync(
        string name,
        Func<IReadOnlyList<EventEnvelope>, IReadOnlyList<EventEnvelope>> arrange,
        bool withVersions = true
    )
    {
        var (service, history) = await ProjectedService.StartAsync(name);
        await using var started = service;
        foreach (var together in arrange(EventsFor(name, history)).Chunk(3))
        {
            await Task.WhenAll(together.Select(service.ReceiveAsync));
        }

        Assert.Equal(0, await service.InScopeAsync<ServiceDbContext, int>(db => db.Set<DeadLetter>().CountAsync()));
        return await service.RowsAsync(history, withVersions);
    }

    /// <summary>The history; and for whoever takes everything, one event of every type.</summary>
    private static IReadOnlyList<EventEnvelope> EventsFor(string service, Histories history) =>
        ConsumedBy(service).Count() == EventTypes.All.Count() ? [.. history.All, .. Histories.Samples] : history.All;

    /// <summary>Found as the service itself finds them.</summary>
    private static IEnumerable<Type> ConsumedBy(string service) =>
        MessagingRegistration
            .ConsumersOf(Modules.AssemblyOf(service))
            .SelectMany(Consumer.EventsOf)
            .SelectMany(consumed => consumed == typeof(EventEnvelope) ? EventTypes.All : [consumed])
            .Distinct();

    private static EventEnvelope[] Shuffled(IReadOnlyList<EventEnvelope> history, int seed)
    {
        var random = new Random(seed);
        EventEnvelope[] deliveries = [.. history.SelectMany(envelope => Enumerable.Repeat(envelope, random.Next(1, 4)))];
        random.Shuffle(deliveries);
        return deliveries;
    }

    /// <summary>The event with another version, also where its content carries one.</summary>
    private static EventEnvelope Arriving(EventEnvelope envelope, int version) =>
        envelope with
        {
            Version = version,
            Body = System.Text.RegularExpressions.Regex.Replace(envelope.Body, "\"version\":[0-9]+", $"\"version\":{version}"),
        };
}
