using System.Diagnostics;
using System.Threading.Channels;

namespace Platform.Messaging;

/// <summary>
/// Gathers what the queue of a consumer hands over at the same time, so that it shares one transaction: a commit costs as much for thirty events as for one. An
/// event that comes alone waits for no other.
/// </summary>
internal sealed class InboxWindow : IDisposable
{
    private const int Largest = 32, AtOnce = 4;

    private readonly Channel<Arrival> arrivals = Channel.CreateUnbounded<Arrival>();
    private readonly Inbox inbox;
    private readonly Consumer consumer;

    public InboxWindow(Inbox inbox, Consumer consumer)
    {
        this.inbox = inbox;
        this.consumer = consumer;
        for (var i = 0; i < AtOnce; i++)
            _ = Task.Run(RunAsync);
    }

    /// <summary>Completes as <see cref="Inbox.TakeAsync(Consumer, EventEnvelope, CancellationToken)"/> does.</summary>
    public Task TakeAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(envelope, Activity.Current, cancellationToken);
        // A connection that was given up may still hand over: whatever is thrown here, MassTransit acknowledges the event and puts it where nobody looks.
        return arrivals.Writer.TryWrite(arrival) ? arrival.Taken.Task : inbox.TakeAsync(consumer, envelope, cancellationToken);
    }

    public void Dispose() => arrivals.Writer.TryComplete();

    private async Task RunAsync()
    {
        while (await arrivals.Reader.WaitToReadAsync())
        {
            var window = new List<Arrival>();
            while (window.Count < Largest && arrivals.Reader.TryRead(out var arrival))
                window.Add(arrival);
            if (window.Count > 1 && await inbox.TryTakeTogetherAsync(consumer, [.. window.Select(arrival => arrival.Envelope)], window[0].Stopping))
                window.ForEach(arrival => arrival.Taken.SetResult());
            else
                window.ForEach(arrival => _ = TakeAloneAsync(arrival));
            // Whoever is alone need not be waited for; the broker hands over no more than it may.
        }
    }

    private async Task TakeAloneAsync(Arrival arrival)
    {
        Activity.Current = arrival.Trace;
        try
        {
            await inbox.TakeAsync(consumer, arrival.Envelope, arrival.Stopping);
            arrival.Taken.SetResult();
        }
        catch (Exception exception)
        {
            arrival.Taken.SetException(exception);
        }
    }

    private sealed record Arrival(EventEnvelope Envelope, Activity? Trace, CancellationToken Stopping)
    {
        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
