using Platform.LocalServers;

namespace Platform.AppHost.Hosting;

/// <summary>Adds the three servers, as containers or as programs of this machine; a service gets the same variables from both.</summary>
internal sealed partial class PlatformBuilder
{
    /// <summary>Adds PostgreSQL.</summary>
    public PostgresBuilder AddPostgres(string name)
    {
        if (IsNative)
        {
            var server = new PostgresServer(Path.Combine(settings.ServersFolder, "postgres"));
            var resource = builder.AddLocalServer(name, server, () => server.ConnectionString("postgres"));
            return new(database => resource.AddDatabase($"{database}db", database, server));
        }

        var postgres = builder
            .AddPostgres(name, password: Password(name))
            .WithImageTag(ServerImages.TagOf(ServerImages.Postgres))
            .WithDataVolume(settings.VolumeOf("postgres"));
        return new(database => postgres.AddDatabase($"{database}db", database));
    }

    /// <summary>Adds RabbitMQ.</summary>
    public IResourceBuilder<IResourceWithConnectionString> AddRabbitMQ(string name)
    {
        if (IsNative)
        {
            var server = new RabbitMqServer(Path.Combine(settings.ServersFolder, "rabbitmq"));
            return builder.AddLocalServer(name, server, () => server.ConnectionString());
        }

        return builder
            .AddRabbitMQ(name, password: Password(name))
            .WithManagementPlugin()
            .WithImageTag(ServerImages.TagOf(ServerImages.RabbitMq))
            .WithDataVolume(settings.VolumeOf("messaging"))
            // The broker stores its queues under its node name. The default, the container's host name, changes with every update.
            .WithEnvironment("RABBITMQ_NODENAME", "messaging@localhost");
    }

    /// <summary>Adds Redis.</summary>
    public IResourceBuilder<IResourceWithConnectionString> AddRedis(string name)
    {
        if (IsNative)
        {
            var server = new RedisServer(Path.Combine(settings.ServersFolder, "redis"));
            return builder.AddLocalServer(name, server, () => server.ConnectionString);
        }

        return builder
            .AddRedis(name, password: Password(name))
            .WithImageTag(ServerImages.TagOf(ServerImages.Redis))
            .WithoutHttpsCertificate();
    }

    /// <summary>
    /// Returns a password of letters and digits, because it becomes part of connection strings and of an <c>amqp://</c> address.
    /// </summary>
    private IResourceBuilder<ParameterResource> Password(string server) =>
        builder.AddParameter(
            $"{server}-password",
            new GenerateParameterDefault { MinLength = 22, Special = false },
            secret: true,
            persist: true
        );
}

/// <summary>PostgreSQL in an Aspire model, with a database for each service.</summary>
internal sealed class PostgresBuilder(Func<string, IResourceBuilder<IResourceWithConnectionString>> addDatabase)
{
    /// <summary>Adds the database of a service; the resource's name is the service's name followed by <c>db</c>.</summary>
    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string service) => addDatabase(service);
}
