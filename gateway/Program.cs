using Platform.Gateway;
using Platform.ServiceDefaults;
using Platform.Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTelemetry();
builder.AddGateway();
var app = builder.Build();
app.MapGateway();
return await app.RunPlatformAsync(args);
