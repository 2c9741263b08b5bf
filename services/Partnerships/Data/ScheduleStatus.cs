namespace Platform.Partnerships.Data;

internal enum ScheduleStatus
{
    Queued,
    Running,
    Completed,
    Cancelled,
    Failed,
}
