using Platform.Standalone;

return await StandaloneHost.RunAsync(StandaloneSettings.FromEnvironment());
