using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Platform.ServiceDefaults;

/// <summary>
/// The simple console of Microsoft.Extensions.Logging, written in batches. Its own provider wakes a thread and flushes for each line,
/// which for the gateway's access log costs as much as a quarter of the request. A line waits at most <see cref="Pause"/> for others; an
/// error is written at once, with the lines before it.
/// </summary>
[ProviderAlias("Console")]
internal sealed class BatchedConsole : ILoggerProvider, ISupportExternalScope
{
    private const int MaxWaiting = 64 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [ThreadStatic]
    private static StringWriter? line;

    private readonly ConsoleFormatter formatter;
    private readonly TextWriter output;
    private readonly TimeSpan pause;
    private readonly Timer timer;
    private readonly Lock adding = new(),
        writing = new();
    private StringBuilder waiting = new(),
        spare = new();
    private IExternalScopeProvider? scopes;
    private bool isOver;

    public BatchedConsole(IEnumerable<ConsoleFormatter> formatters)
        : this(
            formatters.Single(formatter => formatter.Name == ConsoleFormatterNames.Simple),
            new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), MaxWaiting)
        ) { }

    internal BatchedConsole(ConsoleFormatter formatter, TextWriter output, TimeSpan? pause = null)
    {
        (this.formatter, this.output, this.pause) = (formatter, output, pause ?? Pause);
        timer = new(_ => Write());
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
        lock (adding)
        {
            isOver = true;
            timer.Dispose();
        }

        Write();
    }

    private void Add<TState>(in LogEntry<TState> entry)
    {
        var text = (line ??= new()).GetStringBuilder().Clear();
        formatter.Write(entry, scopes, line);
        bool isDue;
        lock (adding)
        {
            if (waiting.Length == 0 && !isOver)
            {
                timer.Change(pause, Timeout.InfiniteTimeSpan);
            }

            // A thread that logs more than the console accepts must wait for it.
            isDue = waiting.Append(text).Length > MaxWaiting || isOver || entry.LogLevel >= LogLevel.Error;
        }

        if (isDue)
        {
            Write();
        }
    }

    private void Write()
    {
        lock (writing)
        {
            StringBuilder batch;
            lock (adding)
            {
                (batch, waiting, spare) = (waiting, spare, waiting);
            }

            try
            {
                output.Write(batch);
                output.Flush();
            }
            catch (IOException)
            {
                // A console that accepts nothing (a file on a full disk) must not end the process; the lines of that time are lost.
            }

            batch.Clear();
        }
    }

    private sealed class Logger(BatchedConsole console, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => console.scopes?.Push(state);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                console.Add(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter));
            }
        }
    }
}

internal static class BatchedConsoleRegistration
{
    /// <summary>Replaces the console's own provider; its formatter and options remain the same.</summary>
    public static void AddBatchedConsole(this ILoggingBuilder logging, Action<SimpleConsoleFormatterOptions> configure)
    {
        logging.AddSimpleConsole(configure);
        foreach (var unbatched in logging.Services.Where(service => service.ImplementationType == typeof(ConsoleLoggerProvider)).ToArray())
        {
            logging.Services.Remove(unbatched);
        }

        logging.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, BatchedConsole>());
    }
}
