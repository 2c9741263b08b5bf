namespace Platform.Sandbox.Domain;

/// <summary>A permitted trial.</summary>
internal sealed record Trial
{
    public required TrialConditions Conditions { get; init; }

    public required DateOnly StartsOn { get; init; }

    public required DateOnly EndsOn { get; init; }

    public TrialStatus Status { get; init; }

    public string? SuspendedBecause { get; init; }

    /// <summary>The extension; a trial has one at most.</summary>
    public TrialExtension? Extension { get; init; }

    public DateOnly? EndedOn { get; init; }

    public string? EndReport { get; init; }

    public IReadOnlyList<TrialReport> Reports { get; init; } = [];
}

internal sealed record TrialConditions
{
    public required int Participants { get; init; }

    public required int Months { get; init; }

    public string? Place { get; init; }

    public string? Scope { get; init; }

    public string? Safeguards { get; init; }

    public IReadOnlyList<string> LawsSetAside { get; init; } = [];

    public DateOnly? StartsOn { get; init; }

    public IReadOnlyList<DateOnly> ReportDates { get; init; } = [];
}

internal sealed record TrialExtension(int Months, string Reason, string By, DateOnly On);

internal sealed record TrialReport(DateTimeOffset At, string Text, bool Incident, int? Participants, IReadOnlyList<Evidence> Evidence);
