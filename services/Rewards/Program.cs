using Platform.Rewards;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddRewards();
var app = builder.Build();
app.MapRewards();
return await app.RunPlatformAsync(args);
