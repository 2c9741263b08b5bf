using Platform.Harness;

namespace Platform.Registry.Tests;

public sealed class RegistryService() : TestService(builder => builder.AddRegistry(), app => app.MapRegistry()), IAsyncLifetime;
