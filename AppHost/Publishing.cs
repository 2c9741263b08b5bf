using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;

namespace Platform.AppHost;

/// <summary>Where the diagram goes: it is run, or published to Compose, or to Kubernetes. Aspire allows one target at a time.</summary>
internal sealed record PublishTarget(bool IsRun, IResourceBuilder<KubernetesEnvironmentResource>? Kubernetes)
{
    public bool IsCompose => !IsRun && Kubernetes is null;

    public static PublishTarget Of(IDistributedApplicationBuilder builder)
    {
        var name = builder.Configuration["PLATFORM_TARGET"] ?? builder.Configuration["Publishing:Publisher"];
        if (string.Equals(name, "kubernetes", StringComparison.OrdinalIgnoreCase))
        {
            return new PublishTarget(builder.ExecutionContext.IsRunMode, builder.AddKubernetesEnvironment("kubernetes"));
        }

        builder.AddDockerComposeEnvironment("compose");
        return new PublishTarget(builder.ExecutionContext.IsRunMode, Kubernetes: null);
    }
}

/// <summary>What the two published forms need to be told, beyond what Aspire does by itself.</summary>
internal static class Publishing
{
    /// <summary>In Kubernetes a volume is an empty directory unless a claim of the same name stands behind it.</summary>
    public static IResourceBuilder<T> KeptOn<T>(this IResourceBuilder<T> server, PublishTarget target, string volume, string capacity)
        where T : ContainerResource
    {
        if (target is { IsRun: false, Kubernetes: { } kubernetes })
        {
            server.WithPersistentVolume(kubernetes.AddPersistentVolume(volume).WithCapacity(capacity));
        }

        return server;
    }

    /// <summary>Several copies. Aspire and Kubernetes take the number from the diagram; Compose has to be told.</summary>
    public static IResourceBuilder<ProjectResource> Replicated(this IResourceBuilder<ProjectResource> service, PublishTarget target, int copies)
    {
        service.WithReplicas(copies);
        if (target.IsCompose)
        {
            service.PublishAsDockerComposeService((_, compose) =>
            {
                compose.Restart = "unless-stopped";
                compose.Deploy = new() { Replicas = copies };
            });
        }

        return service.WithValidProbes(target);
    }

    /// <summary>What the outside world reaches. Compose binds one port of the host, so there is one copy of it there.</summary>
    public static IResourceBuilder<ProjectResource> EntryOf(this IResourceBuilder<ProjectResource> gateway, PublishTarget target)
    {
        if (target.IsCompose)
        {
            return gateway.PublishAsDockerComposeService((_, compose) => compose.Restart = "unless-stopped");
        }

        if (target is { IsRun: false, Kubernetes: { } kubernetes })
        {
            kubernetes.AddIngress("edge").WithDefaultBackend(gateway.GetEndpoint("http"));
        }

        return gateway.WithReplicas(2).WithValidProbes(target);
    }

    /// <summary>
    /// A program that ends. Compose runs it once and starts what waits for it after it has succeeded. Kubernetes would start an
    /// ended program again for ever, so it becomes a Job: before an upgrade touches anything, and right after a first
    /// installation (earlier there is neither database nor secret; the services wait for their tables, so install without
    /// <c>--wait</c>). The Job of an upgrade still reads the configuration of the version before.
    /// </summary>
    public static IResourceBuilder<ProjectResource> RunOnce(this IResourceBuilder<ProjectResource> program, PublishTarget target)
    {
        if (target is { IsRun: false, Kubernetes: not null })
        {
            program.PublishAsKubernetesService(resource =>
            {
                if (resource.Workload is not Deployment deployment)
                {
                    return;
                }

                var job = new KubernetesJob();
                job.Metadata.Name = program.Resource.Name;
                job.Metadata.Annotations["helm.sh/hook"] = "post-install,pre-upgrade";
                job.Metadata.Annotations["helm.sh/hook-delete-policy"] = "before-hook-creation";
                job.Spec.Template = deployment.Spec.Template;
                job.Spec.Template.Spec.RestartPolicy = "OnFailure";
                resource.AdditionalResources.Add(job);
                resource.Workload = null;
            });
        }

        return program;
    }

    // Kubernetes knows HTTP and not http: microsoft/aspire issue 18271.
    private static IResourceBuilder<ProjectResource> WithValidProbes(this IResourceBuilder<ProjectResource> project, PublishTarget target)
    {
        if (target is { IsRun: false, Kubernetes: not null })
        {
            project.PublishAsKubernetesService(resource =>
            {
                foreach (var container in resource.Workload?.PodTemplate.Spec.Containers ?? [])
                {
                    foreach (var probe in new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe })
                    {
                        if (probe?.HttpGet is { } get)
                        {
                            get.Scheme = "HTTP";
                        }
                    }
                }
            });
        }

        return project;
    }
}

/// <summary>Kubernetes' <c>batch/v1</c> Job, which Aspire 13.5 has no type for; written with member names in camelCase.</summary>
public sealed class KubernetesJob() : BaseKubernetesResource("batch/v1", "Job")
{
    public KubernetesJobSpec Spec { get; set; } = new();
}

/// <summary>Its specification.</summary>
public sealed class KubernetesJobSpec
{
    public int BackoffLimit { get; set; } = 10;

    public PodTemplateSpecV1 Template { get; set; } = new();
}
