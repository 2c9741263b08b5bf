using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Platform.Harness;

namespace Platform.Partnerships.Tests.Features;

public class PartnershipsService : TestService, IAsyncLifetime
{
    public PartnershipsService()
        : this(_ => { }) { }

    protected PartnershipsService(Action<WebApplicationBuilder> change)
        : base(
            builder =>
            {
                builder.AddPartnerships();
                change(builder);
            },
            app => app.MapPartnerships()
        ) { }
}

/// <summary>The same with small limits, so that a test reaches them.</summary>
public sealed class CrampedPartnershipsService : PartnershipsService
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Partnerships:Introductions:OpenLimit", "2"), new("Partnerships:Matching:ExposureCap", "3")];
}

/// <summary>The same, keeping everything that is logged, down to the smallest detail that a configuration can ask for.</summary>
public sealed class LoggingPartnershipsService()
    : TestService(
        builder =>
        {
            builder.AddPartnerships();
            builder.Logging.AddProvider(Logs);
        },
        app => app.MapPartnerships()
    )
{
    public static RecordedLogs Logs { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            .. new[] { "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Platform" }.Select(
                category => new KeyValuePair<string, string?>($"Logging:LogLevel:{category}", "Trace")
            ),
        ];

    public sealed class RecordedLogs : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
