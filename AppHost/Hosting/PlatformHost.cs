using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.LocalServers;

namespace Platform.AppHost.Hosting;

/// <summary>Runs or publishes the topology of <c>Program.cs</c>.</summary>
internal static class PlatformHost
{
    /// <summary>Returns the exit code; 1 when the platform cannot start, after one line that says what to do.</summary>
    public static async Task<int> RunAsync(string[] args, Action<PlatformBuilder> draw)
    {
        // ./dev installs these packages when it has the permission.
        if (args is ["--missing-packages"])
        {
            Console.WriteLine(string.Join(' ', ServerPackage.Missing(ServerPackage.All).Select(package => package.DebianPackage)));
            return 0;
        }

        try
        {
            DashboardAddresses.SetDefaults();
            var builder = DistributedApplication.CreateBuilder(args);
            var isRun = builder.ExecutionContext.IsRunMode;
            var settings = PlatformSettings.Read(builder);
            if (isRun)
            {
                settings.RequireFreePorts(builder.Configuration);
            }

            // FirstStart reports the same failures in a few lines.
            builder.Services.AddLogging(logging =>
                logging
                    .AddFilter("Aspire.Hosting", LogLevel.Error)
                    .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
                    .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            );
            draw(new PlatformBuilder(builder, settings));
            if (!isRun)
            {
                builder.AddComposeFile();
            }
            else
            {
                builder.Services.AddSingleton(settings);
                builder.Services.AddEventingSubscriber<Restarts>();
                builder.Services.AddHostedService<FirstStart>();
            }

            await builder.Build().RunAsync();
            return Environment.ExitCode;
        }
        catch (Exception exception)
            when (exception is SettingException or ServerMissingException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            // The host stopped before everything had started.
            return Environment.ExitCode;
        }
    }
}
