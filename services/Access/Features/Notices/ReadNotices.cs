using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Messaging;
using Platform.Web.Errors;
using Platform.Web.Http;
using Platform.Web.Identity;

namespace Platform.Access.Features.Notices;

/// <summary>Lists the notices to the caller's party or to one of the caller's roles.</summary>
internal static class ReadNotices
{
    internal sealed record NoticeView(Guid Id, string Type, string Subject, string Text, DateTimeOffset At, bool Read);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/notices", ListAsync).ForSignedIn().WithTags("Notices").WithSummary("My notices");
        api.MapPost("/notices/{id:guid}/read", ReadAsync).ForSignedIn().WithTags("Notices").WithSummary("Mark a notice as read");
    }

    private static async Task<Answer<Page<NoticeView>>> ListAsync(
        [AsParameters] PageQuery page,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    )
    {
        var read = await db
            .NoticesRead.Where(row => row.Subject == caller.Subject)
            .Select(row => row.NoticeId)
            .ToHashSetAsync(cancellationToken);
        return await For(db, caller).PageAsync(page, notice => Of(notice, read.Contains(notice.Id)), cancellationToken);
    }

    private static async Task<Answer<NoticeView>> ReadAsync(
        Guid id,
        Caller caller,
        AccessDbContext db,
        CancellationToken cancellationToken
    )
    {
        if (await For(db, caller).AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancellationToken) is not { } notice)
        {
            return PlatformErrors.NotFound;
        }

        await db.MarkReadAsync(id, caller.Subject, cancellationToken);
        return Of(notice, read: true);
    }

    private static IQueryable<Notice> For(AccessDbContext db, Caller caller)
    {
        string[] recipients = [Audience.Party(caller.Party) ?? "", .. caller.Roles.Select(Audience.Role)];
        return db.Notices.Where(notice => recipients.Contains(notice.Recipient));
    }

    private static NoticeView Of(Notice notice, bool read) =>
        new(notice.Id, notice.Type, notice.Subject, Language.Localise(notice.Zh, notice.En), notice.At, read);
}
