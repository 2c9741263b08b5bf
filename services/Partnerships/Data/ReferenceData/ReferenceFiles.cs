using System.Text.Json;
using Platform.Data;
using Platform.Partnerships.Domain.Profiles;
using Platform.Partnerships.Domain.Programmes;

namespace Platform.Partnerships.Data.ReferenceData;

/// <summary>The built-in reference files: terms, economies, languages and settings.</summary>
internal static class ReferenceFiles
{
    public const string Settings = "partnerships.json";

    public static Vocabulary ReadVocabulary()
    {
        var file = Read<VocabularyFile>("vocabulary.json");
        return new Vocabulary(file.Version, new TermList(file.Tags), new TermList(file.Sectors), new TermList(file.Intents));
    }

    public static Economies ReadEconomies() => new(Read<IReadOnlyList<Economy>>("economies.json"));

    public static ProgrammeList ReadProgrammes() => new(Read<IReadOnlyList<Programme>>("programmes.json"));

    public static LanguageTags ReadLanguages(Economies economies)
    {
        using var reader = new StreamReader(Open("languages.txt"));
        return new LanguageTags(reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), economies);
    }

    public static Stream Open(string name) =>
        typeof(ReferenceFiles).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The assembly carries no file {name}.");

    private static T Read<T>(string name)
    {
        using var stream = Open(name);
        return JsonSerializer.Deserialize<T>(stream, PlatformJson.Stored) ?? throw new InvalidOperationException($"{name} is empty.");
    }

    private sealed record VocabularyFile(int Version, IReadOnlyList<Term> Tags, IReadOnlyList<Term> Sectors, IReadOnlyList<Term> Intents);
}
