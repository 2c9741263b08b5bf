using Microsoft.EntityFrameworkCore;
using MimeKit;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Features.Feed;
using Platform.Data;
using Platform.Messaging;
using Platform.Web;

namespace Platform.Access.Features.Notices;

/// <summary>
/// Sends each notice by e-mail: by SMTP when <c>Smtp:Host</c> is set; in Development as <c>.eml</c> files in <c>mail/</c> of the data
/// folder. A notice is marked as mailed after it was sent. After a crash between the two it is sent again with the same Message-ID, which
/// is better than never. One replica sends at a time.
/// </summary>
internal sealed class MailWorker(
    IServiceScopeFactory scopes,
    MailSignal signal,
    MailOptions options,
    IMailTransport transport,
    ILogger<MailWorker> log
) : BackgroundLoop(log, signal)
{
    private const int Batch = 100;
    private static readonly TimeSpan WhileAnotherSends = TimeSpan.FromSeconds(1),
        PollInterval = TimeSpan.FromSeconds(30);

    /// <summary>Adds the worker when there is a way to send mails.</summary>
    public static void AddTo(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailSignal>();
        var (options, error) = MailOptions.Read(builder.Configuration);
        if (error is not null)
        {
            builder.Services.AddSingleton(new InvalidSetting(error));
            return;
        }

        builder.Services.AddSingleton(options);
        if (!string.IsNullOrEmpty(options.Host))
        {
            builder.Services.AddSingleton<IMailTransport, SmtpTransport>();
        }
        else if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton<IMailTransport>(
                new FolderTransport(Path.GetFullPath(Path.Combine(DataFolder.Of(builder.Configuration), "mail")))
            );
        }
        else
        {
            return;
        }

        builder.Services.AddHostedService<MailWorker>();
    }

    protected override async Task<TimeSpan> WorkAsync(CancellationToken cancellationToken)
    {
        await using var leaseScope = scopes.CreateAsyncScope();
        await using var lease = await WorkLease.TryAcquireAsync(
            leaseScope.ServiceProvider.GetRequiredService<AccessDbContext>(),
            "mail",
            cancellationToken
        );
        if (lease is null)
        {
            // The notice that woke this worker may have been written after the other worker looked.
            return WhileAnotherSends;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        var notices = await db
            .Notices.AsNoTracking()
            .Where(notice => !notice.Mailed)
            .OrderBy(notice => notice.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        if (notices.Count == 0)
        {
            return PollInterval;
        }

        var sent = new List<Guid>();
        try
        {
            await using var connection = await transport.ConnectAsync(cancellationToken);
            foreach (var notice in notices)
            {
                await SendAsync(connection, notice, cancellationToken);
                sent.Add(notice.Id);
            }
        }
        finally
        {
            // What was sent before the connection broke is not sent again.
            await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
            await db
                .Notices.Where(notice => sent.Contains(notice.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.Mailed, true), CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        return TimeSpan.Zero;
    }

    private async Task SendAsync(IMailConnection connection, Notice notice, CancellationToken cancellationToken)
    {
        foreach (var account in Accounts.Development.Where(account => IsFor(account, notice)))
        {
            using var mail = Compose(notice, account);
            if (await connection.SendAsync(mail, cancellationToken) is { } refusal)
            {
                Log.LogWarning(
                    "The mail server refuses the notice {Notice} to {Address} for good: {Reason}",
                    notice.Id,
                    account.Email,
                    refusal
                );
            }
        }
    }

    private MimeMessage Compose(Notice notice, Account account)
    {
        var from = MailboxAddress.Parse(options.From);
        return new()
        {
            From = { from },
            To = { MailboxAddress.Parse(account.Email) },
            // The id is always the same for a notice and a reader, so that a repeated mail can be recognised (RFC 5322, section 3.6.4).
            MessageId = $"{notice.Id:N}.{account.Name}@{from.Domain}",
            Subject = $"{notice.Zh} / {notice.En}",
            Body = new TextPart("plain") { Text = $"{notice.Zh}\n{notice.En}\n\n{notice.Type}: {notice.Subject}\n" },
        };
    }

    private static bool IsFor(Account account, Notice notice) =>
        notice.Recipient == Audience.Party(account.Party) || account.Roles.Any(role => notice.Recipient == Audience.Role(role));
}
