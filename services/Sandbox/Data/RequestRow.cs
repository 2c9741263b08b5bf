using System.ComponentModel.DataAnnotations.Schema;
using Platform.Messaging;
using Platform.Sandbox.Domain;

namespace Platform.Sandbox.Data;

/// <summary>A case: the whole of it as one document, and the columns that lists, the watcher and statistics query.</summary>
internal sealed class RequestRow : IVersioned
{
    public required Guid Id { get; set; }

    public long Version { get; set; }

    public required string CaseNo { get; set; }

    public required string Party { get; set; }

    public required CaseStatus Status { get; set; }

    public string? Assignee { get; set; }

    public required DateOnly ReceivedOn { get; set; }

    public bool Confidential { get; set; }

    /// <summary>The next day on which the watcher of deadlines has work to do.</summary>
    public DateOnly? WatchOn { get; set; }

    /// <summary>Whether a deadline is open, so that a changed calendar may move it.</summary>
    public bool HasOpenDeadlines { get; set; }

    /// <summary>
    /// The earliest due date of what is owed now: in the past when the case is late, and the last of all dates when nothing is owed.
    /// </summary>
    public DateOnly OwedBy { get; set; }

    public Relief Relief { get; set; }

    public Outcome? Outcome { get; set; }

    public DateOnly? DecidedOn { get; set; }

    [Column("BusinessDaysTaken")]
    public int? BusinessDaysUntilDecision { get; set; }

    public bool AnsweredTooLate { get; set; }

    public DateOnly? PublishedOn { get; set; }

    public required RegulatoryCase Case { get; set; }

    public static RequestRow Of(RegulatoryCase filed)
    {
        var row = new RequestRow
        {
            Id = filed.Id,
            CaseNo = filed.CaseNo,
            Party = filed.Party,
            Status = filed.Status,
            ReceivedOn = filed.ReceivedOn,
            Case = filed,
        };
        row.Apply(filed);
        return row;
    }

    /// <summary>Applies the next state of the case and updates the columns to match.</summary>
    public void Apply(RegulatoryCase next)
    {
        Case = next;
        Status = next.Status;
        Assignee = next.Assignee;
        Confidential = next.IsConfidential;
        WatchOn = next.WatchOn;
        HasOpenDeadlines = next.Deadlines.Any(deadline => deadline.IsOpen);
        OwedBy = next.OwedBy ?? DateOnly.MaxValue;
        Relief = next.Filing.Relief;
        Outcome = next.Ruling?.Outcome;
        DecidedOn = next.Ruling?.DecidedOn;
        BusinessDaysUntilDecision = next.Ruling?.BusinessDaysUntilDecision;
        AnsweredTooLate = next.Ruling?.AnsweredTooLate ?? false;
        PublishedOn = next.IsPrecedent ? next.Ruling!.PublishedOn : null;
    }
}
