using Microsoft.EntityFrameworkCore.Design;
using Platform.Migrations;

if (args is not ["add", var service, var name])
{
    Console.Error.WriteLine("usage: dotnet run --project eng/Migrations -- add <Service> <Name>     (services: "
        + string.Join(", ", ServiceContext.Services) + ")");
    return 2;
}

try
{
    var saved = PortableMigrations.Add(ServiceContext.Find(service), name);
    Console.WriteLine(saved.MigrationFile);
    Console.WriteLine(saved.MetadataFile);
    Console.WriteLine(saved.SnapshotFile);
    return 0;
}
catch (Exception refused) when (refused is RefusedException or OperationException)
{
    Console.Error.WriteLine($"{service}: {refused.Message}");
    return 1;
}
