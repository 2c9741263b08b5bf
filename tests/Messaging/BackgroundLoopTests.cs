using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Platform.Messaging.Tests;

/// <summary>The loop of every background worker: nothing that its work throws ends it, and it waits no longer than it must.</summary>
public sealed class BackgroundLoopTests
{
    [Fact]
    public async Task It_works_at_once_while_there_is_more_and_then_waits_for_the_signal()
    {
        var signal = new WakeSignal();
        await using var loop = new ScriptedLoop(signal, TimeSpan.Zero, TimeSpan.Zero, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await loop.RunsAsync(3);
        Assert.False(loop.HasRunAgain);
        signal.Set();
        await loop.RunsAsync(1);
    }

    [Fact]
    public async Task It_tries_again_after_whatever_the_work_throws_and_reports_it()
    {
        await using var loop = new ScriptedLoop(
            null,
            new InvalidOperationException("the first failure"),
            new OperationCanceledException("nobody stopped the process"),
            TimeSpan.FromMilliseconds(1),
            Timeout.InfiniteTimeSpan
        );
        await loop.RunsAsync(4);
        Assert.Equal(
            ["ScriptedLoop failed; it tries again in 1 s", "ScriptedLoop failed; it tries again in 2 s"],
            loop.Lines.Select(line => line.Line)
        );
        Assert.Equal("the first failure", loop.Lines.First().Failure?.Message);
    }

    [Fact]
    public async Task A_signal_does_not_shorten_the_pause_after_a_failure()
    {
        var signal = new WakeSignal();
        await using var loop = new ScriptedLoop(
            signal,
            new InvalidOperationException("a failure"),
            TimeSpan.FromMilliseconds(1),
            Timeout.InfiniteTimeSpan
        );
        signal.Set();
        await loop.RunsAsync(1);
        var failed = Stopwatch.GetTimestamp();
        await loop.RunsAsync(1);
        // A slow machine only makes it longer.
        Assert.True(Stopwatch.GetElapsedTime(failed) > TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task It_ends_in_order_when_the_stop_makes_the_work_throw()
    {
        await using var loop = new ScriptedLoop(null, (Func<CancellationToken, Task<TimeSpan>>)UntilStoppedAsync);
        await loop.RunsAsync(1);
        await loop.StopAsync(CancellationToken.None);
        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task An_outage_is_one_line_without_a_stack_trace()
    {
        await using var loop = new ScriptedLoop(null, new SqliteException("database is locked", 5), Timeout.InfiniteTimeSpan);
        await loop.RunsAsync(2);
        var (line, failure) = Assert.Single(loop.Lines);
        Assert.Equal("ScriptedLoop cannot work now (database is locked); it tries again in 1 s", line);
        Assert.Null(failure);
    }

    [Fact]
    public async Task It_ends_with_the_process_also_while_it_waits()
    {
        await using var loop = new ScriptedLoop(null, Timeout.InfiniteTimeSpan);
        await loop.RunsAsync(1);
        await loop.StopAsync(CancellationToken.None);
        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
    }

    private static async Task<TimeSpan> UntilStoppedAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new InvalidOperationException("The connection is closed.");
    }

    /// <summary>Waits as long as it is told, or throws what it is told.</summary>
    private sealed class ScriptedLoop : BackgroundLoop, IAsyncDisposable
    {
        private readonly Channel<int> runs = Channel.CreateUnbounded<int>();
        private readonly RelayLog lines;
        private readonly Queue<object> script;

        public ScriptedLoop(WakeSignal? signal, params object[] script)
            : this(new RelayLog(), signal, script) { }

        private ScriptedLoop(RelayLog lines, WakeSignal? signal, object[] script)
            : base(lines, signal)
        {
            (this.lines, this.script) = (lines, new(script));
            _ = StartAsync(CancellationToken.None);
        }

        public IEnumerable<(string Line, Exception? Failure)> Lines => lines.Lines;

        public bool HasRunAgain => runs.Reader.TryPeek(out _);

        public async Task RunsAsync(int times)
        {
            for (var run = 0; run < times; run++)
            {
                await runs.Reader.ReadAsync(TestContext.Current.CancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync(CancellationToken.None);
            Dispose();
        }

        protected override Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
        {
            runs.Writer.TryWrite(1);
            return script.Dequeue() switch
            {
                TimeSpan wait => Task.FromResult(wait),
                Func<CancellationToken, Task<TimeSpan>> work => work(cancellationToken),
                var thrown => Task.FromException<TimeSpan>((Exception)thrown),
            };
        }
    }
}
