namespace Platform.Sandbox.Data;

/// <summary>The last case number of a year. It is incremented in the transaction that files the case, so that no number is lost.</summary>
internal sealed class CaseCounterRow
{
    public required int Year { get; set; }

    public required int Last { get; set; }
}
