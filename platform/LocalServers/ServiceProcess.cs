using System.Diagnostics;
using System.Globalization;

namespace Platform.LocalServers;

/// <summary>
/// One of the platform's built programs, run in its own process. It is ready when <c>/health/ready</c> returns success.
/// </summary>
public sealed class ServiceProcess : LocalProcess
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string program;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly string[] arguments;

    /// <summary>Creates a process without starting it.</summary>
    /// <param name="name">The name, and <c>OTEL_SERVICE_NAME</c> when <paramref name="environment"/> has none.</param>
    /// <param name="program">The path of the program's <c>.dll</c>.</param>
    /// <param name="environment">Variables in addition to our own and <c>ASPNETCORE_URLS</c>.</param>
    /// <param name="address">The address to listen on; by default a free port of 127.0.0.1.</param>
    /// <param name="arguments">The arguments of the program.</param>
    public ServiceProcess(
        string name,
        string program,
        IReadOnlyDictionary<string, string> environment,
        Uri? address = null,
        params string[] arguments
    )
        : base(name)
    {
        this.program = program;
        this.environment = environment;
        this.arguments = arguments;
        Address = address ?? new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"));
    }

    /// <summary>The address that the process listens on.</summary>
    public Uri Address { get; }

    /// <summary>Runs the program with one argument, e.g. <c>--migrate</c>, until it ends, instead of starting it.</summary>
    /// <exception cref="InvalidOperationException">The exit code was not 0; the message contains the output.</exception>
    public Task RunOnceAsync(string argument, CancellationToken cancellationToken = default)
    {
        var command = Command;
        command.ArgumentList.Add(argument);
        return RunGuardedAsync(command, cancellationToken);
    }

    /// <summary>Returns whether the process reports that it is ready.</summary>
    public Task<bool> IsReadyAsync(CancellationToken cancellationToken = default) => AnswersAsync(cancellationToken);

    /// <inheritdoc/>
    protected override ProcessStartInfo Command
    {
        get
        {
            var command = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
            {
                WorkingDirectory = Path.GetDirectoryName(program),
            };
            command.Environment["OTEL_SERVICE_NAME"] = Name;
            foreach (var (name, value) in environment)
            {
                command.Environment[name] = value;
            }

            command.Environment["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/');
            return command;
        }
    }

    /// <inheritdoc/>
    protected override (string Signal, int Seconds) Ending => ("TERM", 35);

    /// <inheritdoc/>
    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception)
            when (exception is HttpRequestException || exception is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
