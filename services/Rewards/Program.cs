using Platform.Rewards;
using Platform.ServiceDefaults;
using Platform.Web;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddTelemetry();
builder.AddRewards();
var app = builder.Build();
app.MapRewards();
return await app.RunPlatformAsync(args);
