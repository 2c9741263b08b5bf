using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Platform.AppHost.Hosting;

/// <summary>
/// Writes <c>compose.yaml</c> and <c>.env</c> (Compose specification) from the model, as a step of <c>aspire publish</c>. It reads the
/// parts of Aspire's manifest: images, arguments, variables with their expressions, volumes and waits.
/// </summary>
internal sealed partial class ComposeFile(DistributedApplicationModel model, DistributedApplicationExecutionContext context)
{
    private readonly SortedDictionary<string, string> variables = new(StringComparer.Ordinal) { ["COMPOSE_PROJECT_NAME"] = "platform" };

    /// <summary>Returns the contents of both files.</summary>
    public async Task<(string Compose, string Env)> WriteAsync()
    {
        var yaml = new StringBuilder(
            "# Written by `aspire publish` from the AppHost's model; .env has the values that it asks for.\nservices:\n"
        );
        var volumes = new List<string>();
        foreach (
            var resource in model.Resources.Where(resource =>
                (resource is ContainerResource or ProjectResource)
                && !resource.Name.StartsWith("aspire-", StringComparison.Ordinal)
                && !resource.Annotations.Contains(ManifestPublishingCallbackAnnotation.Ignore)
            )
        )
        {
            await WriteServiceAsync(yaml, resource, volumes);
        }

        if (volumes.Count > 0)
        {
            yaml.Append("volumes:\n");
            foreach (var volume in volumes)
            {
                yaml.Append(CultureInfo.InvariantCulture, $"  {volume}:\n");
            }
        }

        return (yaml.ToString(), string.Concat(variables.Select(variable => $"{variable.Key}={variable.Value}\n")));
    }

    private async Task WriteServiceAsync(StringBuilder yaml, IResource resource, List<string> volumes)
    {
        var isProject = resource is ProjectResource;
        yaml.Append(CultureInfo.InvariantCulture, $"  {resource.Name}:\n");
        Line(yaml, "image", ImageOf(resource));
        if (resource is ContainerResource { Entrypoint: { } entrypoint })
        {
            List(yaml, "entrypoint", [Quote(entrypoint)]);
        }

        var configuration = await ExecutionConfigurationBuilder
            .Create(resource)
            .WithArgumentsConfig()
            .WithEnvironmentVariablesConfig()
            .BuildAsync(context, NullLogger.Instance, CancellationToken.None);
        List(yaml, "command", configuration.Arguments.Select(argument => Resolve(argument.Value)));
        var environment = configuration.EnvironmentVariables.ToDictionary();
        var resolved = environment.Select(variable => (variable.Key, Value: Resolve(variable.Value)));
        if (isProject)
        {
            resolved = resolved.Append(("ASPNETCORE_ENVIRONMENT", Quote(Variable("ASPNETCORE_ENVIRONMENT", "Production"))));
        }

        Map(yaml, "environment", resolved.OrderBy(variable => variable.Key, StringComparer.Ordinal));
        var mounts = resource
            .Annotations.OfType<ContainerMountAnnotation>()
            .Where(mount => mount is { Type: ContainerMountType.Volume, Source: not null })
            .ToArray();
        volumes.AddRange(mounts.Select(mount => mount.Source!));
        List(yaml, "volumes", mounts.Select(mount => Quote($"{mount.Source}:{mount.Target}")));
        WriteWaits(yaml, resource);
        WriteHealth(yaml, resource);
        var outside = resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsExternal).ToArray();
        List(yaml, "ports", outside.Select(endpoint => $"\"{Variable("GATEWAY_PORT", "8080")}:{TargetPort(endpoint)}\""));
        if (isProject)
        {
            // The services write nothing but small files under /tmp.
            yaml.Append(
                "    read_only: true\n    tmpfs: [\"/tmp\"]\n    cap_drop: [\"ALL\"]\n    security_opt: [\"no-new-privileges:true\"]\n"
            );
        }

        Line(yaml, "restart", resource.IsMigration() ? "on-failure" : "unless-stopped");
    }

    private static void WriteWaits(StringBuilder yaml, IResource resource)
    {
        // The migration creates the database, so a resource that waits for a database waits for its server.
        var waits = resource
            .Annotations.OfType<WaitAnnotation>()
            .Select(wait =>
                (Resource: wait.Resource is IResourceWithParent { Parent: var parent } ? parent : wait.Resource, wait.WaitType)
            )
            .DistinctBy(wait => wait.Resource)
            .ToArray();
        if (waits.Length == 0)
        {
            return;
        }

        yaml.Append("    depends_on:\n");
        foreach (var (awaited, type) in waits)
        {
            var condition =
                type == WaitType.WaitForCompletion ? "service_completed_successfully"
                : HealthCheckOf(awaited) is null ? "service_started"
                : "service_healthy";
            yaml.Append(CultureInfo.InvariantCulture, $"      {awaited.Name}:\n        condition: {condition}\n");
        }
    }

    private static void WriteHealth(StringBuilder yaml, IResource resource)
    {
        if (HealthCheckOf(resource) is { } check)
        {
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"    healthcheck:\n      test: [\"CMD-SHELL\", {Quote(check)}]\n      interval: 5s\n      timeout: 10s\n      retries: 24\n"
            );
        }
    }

    private static string? HealthCheckOf(IResource resource) =>
        resource switch
        {
            PostgresServerResource => "pg_isready --host 127.0.0.1",
            RabbitMQServerResource => "rabbitmq-diagnostics -q check_port_connectivity",
            RedisResource => "redis-cli -h 127.0.0.1 ping",
            _ => null,
        };

    private string ImageOf(IResource resource)
    {
        if (resource is ProjectResource project)
        {
            var name = Path.GetFileNameWithoutExtension(project.GetProjectMetadata().ProjectPath).ToLowerInvariant();
            return $"\"{Variable("IMAGE_PREFIX", "platform")}/{name}:{Variable("IMAGE_TAG", "latest")}\"";
        }

        var image = resource.Annotations.OfType<ContainerImageAnnotation>().Last();
        return Quote(
            image.Registry is null or "docker.io"
                ? $"{image.Image.Replace("library/", "", StringComparison.Ordinal)}:{image.Tag}"
                : $"{image.Registry}/{image.Image}:{image.Tag}"
        );
    }

    /// <summary>Replaces Aspire's expressions, <c>{resource.property}</c>, with Compose's names, ports and variables.</summary>
    private string Resolve(string text) => Quote(Expand(text));

    private string Expand(string text)
    {
        var result = new StringBuilder();
        var end = 0;
        foreach (Match found in Expression().Matches(text))
        {
            result.Append(Escape(text[end..found.Index])).Append(ValueOf(found.Groups[1].Value, found.Groups[2].Value));
            end = found.Index + found.Length;
        }

        return result.Append(Escape(text[end..])).ToString();

        static string Escape(string literal) => literal.Replace("$", "$$", StringComparison.Ordinal);
    }

    private string ValueOf(string name, string property)
    {
        if (property == "value")
        {
            return ParameterOf(name.Replace("-uri-encoded", "", StringComparison.Ordinal));
        }

        if (name.StartsWith("cond-", StringComparison.Ordinal))
        {
            // Redis' connection string has this part only with TLS.
            return "";
        }

        var resource = model.Resources.Single(candidate => candidate.Name == name);
        if (property == "connectionString")
        {
            return Expand(((IResourceWithConnectionString)resource).ConnectionStringExpression.ValueExpression);
        }

        var parts = property.Split('.');
        if (parts is not ["bindings", var binding, var part])
        {
            throw new DistributedApplicationException($"compose.yaml cannot say {{{name}.{property}}}.");
        }

        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single(candidate => candidate.Name == binding);
        return part switch
        {
            "host" => name,
            "scheme" => endpoint.UriScheme,
            "port" or "targetPort" => TargetPort(endpoint),
            "url" => $"{endpoint.UriScheme}://{name}:{TargetPort(endpoint)}",
            _ => throw new DistributedApplicationException($"compose.yaml cannot say {{{name}.{property}}}."),
        };
    }

    private string ParameterOf(string name) =>
        model.Resources.OfType<ParameterResource>().FirstOrDefault(parameter => parameter.Name == name)
            is { Secret: false, Default: { } value }
            ? Variable(EnvironmentName(name), value.GetDefaultValue())
            : Secret(name);

    private string Variable(string name, string value)
    {
        variables[name] = value;
        return $"${{{name}:-{value}}}";
    }

    private string Secret(string name)
    {
        variables[EnvironmentName(name)] = "";
        return $"${{{EnvironmentName(name)}:?set it in .env; letters and digits only}}";
    }

    private static string EnvironmentName(string name) => name.Replace('-', '_').ToUpperInvariant();

    private static string TargetPort(EndpointAnnotation endpoint) => (endpoint.TargetPort ?? 8080).ToString(CultureInfo.InvariantCulture);

    // JSON is valid YAML.
    private static string Quote(string text) => JsonSerializer.Serialize(text, Readable);

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static void Line(StringBuilder yaml, string key, string value) =>
        yaml.Append(CultureInfo.InvariantCulture, $"    {key}: {value}\n");

    private static void List(StringBuilder yaml, string key, IEnumerable<string> values)
    {
        var items = values.ToArray();
        if (items.Length > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    {key}: [{string.Join(", ", items)}]\n");
        }
    }

    private static void Map(StringBuilder yaml, string key, IEnumerable<(string Key, string Value)> entries)
    {
        yaml.Append(CultureInfo.InvariantCulture, $"    {key}:\n");
        foreach (var (name, value) in entries)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"      {name}: {value}\n");
        }
    }

    [GeneratedRegex(@"\{([a-z0-9-]+)\.([A-Za-z0-9.]+)\}")]
    private static partial Regex Expression();
}

internal static class ComposeFileExtensions
{
    /// <summary>
    /// Makes <c>aspire publish</c> write <c>compose.yaml</c>. <c>aspire deploy</c> has no target, so it fails instead of reporting
    /// success.
    /// </summary>
    public static void AddComposeFile(this IDistributedApplicationBuilder builder)
    {
        builder.Pipeline.AddStep("publish-compose", WriteAsync, requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep(
            "deploy-nowhere",
            _ =>
            {
                Environment.ExitCode = 1;
                throw new DistributedApplicationException(
                    "There is nowhere to deploy to: run `aspire publish -o FOLDER`, fill in FOLDER/.env, then `docker compose up` there."
                );
            },
            requiredBy: WellKnownPipelineSteps.Deploy
        );
    }

    private static async Task WriteAsync(PipelineStepContext step)
    {
        // A failed pipeline does not end its process with an error code, so the code is 1 until the files are written.
        Environment.ExitCode = 1;
        var folder = step.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
        Directory.CreateDirectory(folder);
        var (compose, env) = await new ComposeFile(step.Model, step.ExecutionContext).WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "compose.yaml"), compose, step.CancellationToken);
        await WriteEnvAsync(Path.Combine(folder, ".env"), env, step.CancellationToken);
        await step.ReportingStep.CompleteAsync(
            $"Wrote {Path.Combine(folder, "compose.yaml")} and .env",
            CompletionState.Completed,
            step.CancellationToken
        );
        Environment.ExitCode = 0;
    }

    /// <summary>Writes the variables; a variable that exists in an earlier file retains its value.</summary>
    private static async Task WriteEnvAsync(string file, string env, CancellationToken cancellationToken)
    {
        string[] earlier = File.Exists(file) ? await File.ReadAllLinesAsync(file, cancellationToken) : [];
        var lines = env.Split('\n')
            .Select(line => earlier.LastOrDefault(existing => existing.Split('=')[0] == line.Split('=')[0]) ?? line);
        await File.WriteAllTextAsync(file, string.Join('\n', lines), cancellationToken);
    }
}
