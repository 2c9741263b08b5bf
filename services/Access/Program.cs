using Platform.Access;
using Platform.ServiceDefaults;
using Platform.Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTelemetry();
builder.AddAccess();
var app = builder.Build();
app.MapAccess();
return await app.RunPlatformAsync(args);
