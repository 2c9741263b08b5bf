namespace Platform.ServiceDefaults.Data;

/// <summary>
/// A row that is never changed or removed once it is written: the database itself refuses it (<see cref="AppendOnly"/>).
/// </summary>
public interface IAppendOnly;
