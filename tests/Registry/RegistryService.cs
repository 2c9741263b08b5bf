using Platform.Harness;

namespace Platform.Registry.Tests;

public class RegistryService() : TestService(builder => builder.AddRegistry(), app => app.MapRegistry()), IAsyncLifetime;
