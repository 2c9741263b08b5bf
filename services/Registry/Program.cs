using Platform.Registry;
using Platform.ServiceDefaults;
using Platform.Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTelemetry();
builder.AddRegistry();
var app = builder.Build();
app.MapRegistry();
return await app.RunPlatformAsync(args);
