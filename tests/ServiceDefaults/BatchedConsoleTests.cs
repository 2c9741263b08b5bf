using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Platform.Harness;

namespace Platform.ServiceDefaults.Tests;

public sealed class BatchedConsoleTests
{
    [Fact]
    public async Task Lines_that_come_together_are_written_together_whole_and_in_order()
    {
        var output = new Output();
        using var console = new BatchedConsole(new Plain(), output);
        var log = console.CreateLogger("test");
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(writer =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 500; i++)
                        {
                            log.LogInformation("{Writer} {Number}", writer, i);
                        }
                    })
                )
        );
        await Eventually.TrueAsync(() => Task.FromResult(output.Lines.Length == 2_000), "every line is written");
        Assert.InRange(output.Writes, 1, 1_000);
        foreach (var writer in output.Lines.Select(line => line.Split(' ')).GroupBy(line => line[0]))
        {
            Assert.Equal(
                Enumerable.Range(0, 500),
                writer.Select(line => int.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture))
            );
        }
    }

    [Fact]
    public void An_error_is_written_at_once_with_what_came_before_it()
    {
        var output = new Output();
        using var console = new BatchedConsole(new Plain(), output, Timeout.InfiniteTimeSpan);
        var log = console.CreateLogger("test");
        log.LogInformation("before");
        Assert.Empty(output.Lines);
        log.LogError("failed");
        Assert.Equal(["before", "failed"], output.Lines);
    }

    [Fact]
    public void The_end_writes_what_waits_and_nothing_waits_after_it()
    {
        var output = new Output();
        var console = new BatchedConsole(new Plain(), output, Timeout.InfiniteTimeSpan);
        var log = console.CreateLogger("test");
        log.LogInformation("last");
        console.Dispose();
        Assert.Equal(["last"], output.Lines);
        log.LogInformation("after");
        Assert.Equal(["last", "after"], output.Lines);
    }

    [Fact]
    public void A_console_that_takes_nothing_for_a_while_ends_nobody()
    {
        var output = new Output { IsFull = true };
        using var console = new BatchedConsole(new Plain(), output);
        var log = console.CreateLogger("test");
        log.LogError("lost");
        output.IsFull = false;
        log.LogError("kept");
        Assert.Equal(["kept"], output.Lines);
    }

    private sealed class Plain() : ConsoleFormatter("plain")
    {
        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter) =>
            textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
    }

    private sealed class Output : StringWriter
    {
        public bool IsFull { get; set; }

        public int Writes { get; private set; }

        public string[] Lines
        {
            get
            {
                lock (this)
                {
                    return ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
                }
            }
        }

        public override void Write(System.Text.StringBuilder? value)
        {
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }

            lock (this)
            {
                Writes++;
                base.Write(value);
            }
        }
    }
}
