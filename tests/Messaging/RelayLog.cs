using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Platform.Messaging.Tests;

/// <summary>What the relay writes into the log.</summary>
[ProviderAlias("Relay")]
internal sealed class RelayLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(string Line, Exception? Failure)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue((formatter(state, exception), exception));

    public void Dispose() { }
}
