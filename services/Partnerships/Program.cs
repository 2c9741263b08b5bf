using Platform.Partnerships;
using Platform.ServiceDefaults;
using Platform.Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTelemetry();
builder.AddPartnerships();
var app = builder.Build();
app.MapPartnerships();
return await app.RunPlatformAsync(args);
