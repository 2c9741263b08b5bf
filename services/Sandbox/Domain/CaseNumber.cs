using System.Globalization;

namespace Platform.Sandbox.Domain;

/// <summary>
/// A case number such as <c>RA-2026-0001</c>: the year of receipt in Taipei, and a number without gaps of at least four digits.
/// </summary>
internal static class CaseNumber
{
    public static string Of(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"RA-{year}-{number:0000}");
}
