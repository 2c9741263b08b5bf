using System.Diagnostics;
using System.Threading.Channels;

namespace Platform.Messaging;

/// <summary>
/// Collects the events that a consumer's queue delivers at the same time, so that they share one transaction: a commit costs as much for
/// thirty events as for one. An event that arrives alone does not wait for others.
/// </summary>
internal sealed class InboxWindow : IDisposable
{
    private const int MaxSize = 32,
        MaxParallel = 4;

    private readonly Channel<Arrival> arrivals = Channel.CreateUnbounded<Arrival>();
    private readonly Inbox inbox;
    private readonly Consumer consumer;

    public InboxWindow(Inbox inbox, Consumer consumer)
    {
        this.inbox = inbox;
        this.consumer = consumer;
        for (var i = 0; i < MaxParallel; i++)
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Completes in the same way as <see cref="Inbox.ReceiveAsync(Consumer, EventEnvelope, CancellationToken)"/>.</summary>
    public Task ReceiveAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(envelope, Activity.Current, cancellationToken);
        // An abandoned connection may still deliver. An exception would not help: MassTransit acknowledges the event anyway and moves it
        // to a queue that nobody reads.
        return arrivals.Writer.TryWrite(arrival) ? arrival.Completion.Task : inbox.ReceiveAsync(consumer, envelope, cancellationToken);
    }

    public void Dispose() => arrivals.Writer.TryComplete();

    private async Task RunAsync()
    {
        while (await arrivals.Reader.WaitToReadAsync())
        {
            var window = new List<Arrival>();
            while (window.Count < MaxSize && arrivals.Reader.TryRead(out var arrival))
            {
                window.Add(arrival);
            }

            if (
                window.Count > 1
                && await inbox.TryReceiveBatchAsync(consumer, [.. window.Select(arrival => arrival.Envelope)], window[0].Stopping)
            )
            {
                window.ForEach(arrival => arrival.Completion.SetResult());
            }
            else
            {
                window.ForEach(arrival => _ = ReceiveSingleAsync(arrival));
            }

            // Single events are not awaited here; the broker's prefetch count limits how many are in progress.
        }
    }

    private async Task ReceiveSingleAsync(Arrival arrival)
    {
        Activity.Current = arrival.Trace;
        try
        {
            await inbox.ReceiveAsync(consumer, arrival.Envelope, arrival.Stopping);
            arrival.Completion.SetResult();
        }
        catch (Exception exception)
        {
            arrival.Completion.SetException(exception);
        }
    }

    private sealed record Arrival(EventEnvelope Envelope, Activity? Trace, CancellationToken Stopping)
    {
        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
