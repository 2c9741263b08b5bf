using System.Globalization;
using System.Text;
using Platform.Samples;

if (
    args is not [var number, .. var rest]
    || rest is not ([] or ["--ndjson"])
    || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
)
{
    Console.Error.WriteLine("usage: dotnet run --project samples/Generator -- <count> [--ndjson]     (CSV otherwise; to standard output)");
    return 2;
}

var organisations = OrganisationGenerator.Generate(count);
using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
if (rest is ["--ndjson"])
{
    OrganisationNdjson.Write(output, organisations);
}
else
{
    using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
    OrganisationCsv.Write(writer, organisations);
}

return 0;
