using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Platform.LocalServers;

/// <summary>
/// A child process on this machine that ends with this process: a watchdog ends its process group when our end of its standard input
/// closes, even when we are killed. It can be killed and restarted on the same address and data.
/// </summary>
public abstract class LocalProcess : IAsyncDisposable
{
    private const int MaxOutputLines = 200;

    /// <summary>A process that uses less processor time than this in <see cref="StallTimeout"/> is waiting, not working.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The most processor time that any of our programs needs to start; a process that has used more is stuck in something else.
    /// </summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private static readonly string Watchdog = ReadWatchdog();

    private readonly ConcurrentQueue<string> lines = new();
    private Process? watchdog;
    private int printed;
    private TaskCompletionSource<int> started = new();

    /// <summary>Creates a process without starting it.</summary>
    /// <param name="name">The display name.</param>
    protected LocalProcess(string name) => Name = name;

    /// <summary>The display name.</summary>
    public string Name { get; }

    /// <summary>Called with each line that the process prints.</summary>
    public Action<string>? Printed { get; set; }

    /// <summary>The last lines that the process printed, for error messages.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>The process id, which is also the id of the process group.</summary>
    public int ProcessId =>
        started.Task.IsCompletedSuccessfully ? started.Task.Result : throw new InvalidOperationException($"{Name} has not been started.");

    /// <summary>Whether the process is running.</summary>
    public bool IsRunning => watchdog is { HasExited: false };

    /// <summary>Waits for the process to end; returns its exit code (128 + signal when it was killed).</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await watchdog!.WaitForExitAsync(cancellationToken);
        return watchdog.ExitCode;
    }

    /// <summary>Starts the process and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead; the message contains its output.</exception>
    /// <exception cref="TimeoutException">The process made no progress, or used a minute of processor time without an answer.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            Launch();
            if (await UntilAnswersAsync(cancellationToken))
            {
                return;
            }

            var exitCode = await WaitForExitAsync(cancellationToken);
            if (attempt >= Attempts)
            {
                throw new InvalidOperationException($"{Name} ended with exit code {exitCode} before it answered:\n{Output}");
            }

            await Task.Delay(300, cancellationToken);
        }
    }

    /// <summary>Kills the process with SIGKILL, so that it cannot finish anything.</summary>
    public async Task KillAsync()
    {
        await SignalAsync("KILL");
        await WaitForExitAsync();
    }

    /// <summary>Signals the process to end, waits, and kills it when it does not end in time; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (IsRunning)
        {
            var (signal, seconds) = Ending;
            await SignalAsync(signal);
            try
            {
                return await WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds));
            }
            catch (TimeoutException)
            {
                await KillAsync();
            }
        }

        return await WaitForExitAsync();
    }

    /// <summary>Starts the process again on the same address and data; stops it first when it is running.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        if (IsRunning)
        {
            await StopAsync();
        }

        await StartAsync(cancellationToken);
    }

    /// <summary>Sends a signal to the process group: <c>STOP</c>, <c>CONT</c>, <c>TERM</c> …</summary>
    public async Task SignalAsync(string signal)
    {
        try
        {
            await watchdog!.StandardInput.WriteLineAsync(signal);
            await watchdog.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The process and its watchdog have already ended.
        }
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (watchdog is not null)
        {
            if (IsRunning)
            {
                watchdog.StandardInput.Close();
            }

            await WaitForExitAsync();
            watchdog.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The program with its arguments, environment and folder.</summary>
    protected abstract ProcessStartInfo Command { get; }

    /// <summary>Returns whether the process is ready for work.</summary>
    protected abstract Task<bool> AnswersAsync(CancellationToken cancellationToken);

    /// <summary>
    /// How long the process may neither print a line nor use the processor before it counts as stuck. On a busy machine a start may take
    /// much longer than this.
    /// </summary>
    protected virtual TimeSpan StallTimeout => TimeSpan.FromSeconds(60);

    /// <summary>How many times the process is started when it ends before it answers.</summary>
    protected virtual int Attempts => 1;

    /// <summary>The signal that ends the process, and the seconds that it has to do so.</summary>
    protected virtual (string Signal, int Seconds) Ending => ("TERM", 15);

    /// <summary>A temporary folder, removed with the process. The process is then killed without a chance to finish.</summary>
    protected virtual string? CleanupFolder => null;

    /// <summary>Runs a command and returns its output.</summary>
    /// <exception cref="InvalidOperationException">The exit code was not 0; the message contains the output.</exception>
    protected static async Task<string> RunAsync(
        ProcessStartInfo command,
        string? input = null,
        CancellationToken cancellationToken = default
    )
    {
        command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
        using var process = Process.Start(command)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var (output, errors) = (
            process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken)
        );
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{command.FileName} {string.Join(' ', command.ArgumentList)} ended with exit code {process.ExitCode}:\n{await output}{await errors}"
            );
    }

    /// <summary>Runs a command without input; unlike with <see cref="RunAsync"/>, the command ends when this process ends.</summary>
    /// <exception cref="InvalidOperationException">The exit code was not 0; the message contains the output.</exception>
    protected static async Task RunGuardedAsync(ProcessStartInfo command, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Guarded(command, "KILL", 0, cleanupFolder: null))!;
        var (output, errors) = (
            process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken)
        );
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            // The first line of the output is the process id.
            var printed = (await output).Split('\n', 2)[^1] + await errors;
            throw new InvalidOperationException(
                $"{command.FileName} {string.Join(' ', command.ArgumentList)} ended with exit code {process.ExitCode}:\n{printed}"
            );
        }
    }

    /// <summary>Returns the command under its watchdog.</summary>
    private static ProcessStartInfo Guarded(ProcessStartInfo command, string signal, int seconds, string? cleanupFolder)
    {
        string[] arguments =
        [
            "sh",
            "-c",
            Watchdog,
            "watchdog",
            signal,
            seconds.ToString(CultureInfo.InvariantCulture),
            cleanupFolder ?? "",
            command.FileName,
            .. command.ArgumentList,
        ];
        var guarded = new ProcessStartInfo("setsid", arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        guarded.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            guarded.Environment[name] = value;
        }

        return guarded;
    }

    private void Launch()
    {
        var command = Command;
        var (signal, seconds) = CleanupFolder is null ? Ending : ("KILL", 0);
        var guarded = Guarded(command, signal, seconds, CleanupFolder);

        var pid = started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        watchdog?.Dispose();
        watchdog = Process.Start(guarded)!;
        watchdog.OutputDataReceived += (_, line) =>
        {
            if (!pid.Task.IsCompleted && int.TryParse(line.Data, CultureInfo.InvariantCulture, out var id))
            {
                pid.TrySetResult(id);
            }
            else
            {
                RecordLine(line.Data);
            }
        };
        watchdog.ErrorDataReceived += (_, line) => RecordLine(line.Data);
        watchdog.BeginOutputReadLine();
        watchdog.BeginErrorReadLine();
    }

    private void RecordLine(string? line)
    {
        if (line is null)
        {
            return;
        }

        Interlocked.Increment(ref printed);
        lines.Enqueue(line);
        if (lines.Count > MaxOutputLines)
        {
            lines.TryDequeue(out _);
        }

        Printed?.Invoke(line);
    }

    private async Task<bool> UntilAnswersAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var (printedThen, workedThen) = (0, TimeSpan.Zero);
        while (IsRunning)
        {
            if (started.Task.IsCompleted && await AnswersAsync(cancellationToken))
            {
                return true;
            }

            if (clock.Elapsed > StallTimeout)
            {
                var (printedNow, workedNow) = (Volatile.Read(ref printed), ProcessorTime());
                if (workedNow > StartLimit || printedNow == printedThen && workedNow - workedThen < Idle)
                {
                    await KillAsync();
                    throw new TimeoutException(
                        $"{Name} did not answer: it has used {workedNow.TotalSeconds:0.0} s of processor time, {(workedNow - workedThen).TotalSeconds:0.0} s of it "
                            + $"in the last {StallTimeout.TotalSeconds:0} s:\n{Output}"
                    );
                }

                (printedThen, workedThen) = (printedNow, workedNow);
                clock.Restart();
            }

            await Task.Delay(50, cancellationToken);
        }

        return false;
    }

    /// <summary>
    /// Returns the processor time that the process group has used so far (proc(5): field 5 is the group, 14 and 15 are the clock ticks in
    /// user and system mode).
    /// </summary>
    private TimeSpan ProcessorTime()
    {
        const int TicksPerSecond = 100;
        if (!started.Task.IsCompletedSuccessfully)
        {
            return TimeSpan.Zero;
        }

        var group = ProcessId.ToString(CultureInfo.InvariantCulture);
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                // The second field, the name, may contain spaces and brackets.
                var fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ');
                ticks +=
                    fields[2] == group
                        ? long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)
                        : 0;
            }
            catch (IOException)
            {
                // The process has ended in the meantime.
            }
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static string ReadWatchdog()
    {
        using var reader = new StreamReader(typeof(LocalProcess).Assembly.GetManifestResourceStream("watchdog.sh")!);
        return reader.ReadToEnd();
    }
}
