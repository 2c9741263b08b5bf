using Platform.Sandbox;
using Platform.ServiceDefaults;
using Platform.Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTelemetry();
builder.AddSandbox();
var app = builder.Build();
app.MapSandbox();
return await app.RunPlatformAsync(args);
