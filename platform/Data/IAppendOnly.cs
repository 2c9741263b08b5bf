namespace Platform.Data;

/// <summary>
/// A row that is never changed or removed after it is written; the database itself refuses to (<see cref="AppendOnly"/>).
/// </summary>
public interface IAppendOnly;
