using Microsoft.EntityFrameworkCore;
using MimeKit;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Features.Feed;
using Platform.Messaging;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Data;

namespace Platform.Access.Features.Notices;

/// <summary>
/// Sends each notice by e-mail: by SMTP where <c>Smtp:Host</c> is set, in Development as <c>.eml</c> files under <c>mail/</c> of the data
/// folder. Marked as mailed after it was sent: after a crash between the two it is sent again, with the same Message-ID, which is better
/// than never. One replica sends at a time.
/// </summary>
internal sealed class MailWorker(
    IServiceScopeFactory scopes,
    MailSignal signal,
    MailOptions options,
    IMailTransport transport,
    ILogger<MailWorker> log
) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan WhileAnotherSends = TimeSpan.FromSeconds(1);

    /// <summary>Adds the worker, unless there is nowhere to send to.</summary>
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
                new FolderTransport(Path.GetFullPath(Path.Combine(builder.Configuration["Platform:Data"] ?? ".data", "mail")))
            );
        }
        else
        {
            return;
        }

        builder.Services.AddHostedService<MailWorker>();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await SendAsync(stoppingToken))
                {
                    await signal.WaitAsync(TimeSpan.FromSeconds(30), stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "Notices cannot be mailed; trying again");
                await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        await using var leaseScope = scopes.CreateAsyncScope();
        await using var lease = await WorkLease.TryAcquireAsync(
            leaseScope.ServiceProvider.GetRequiredService<AccessDbContext>(),
            "mail",
            cancellationToken
        );
        if (lease is null)
        {
            // What woke us may have been written after the other one looked.
            await Task.Delay(WhileAnotherSends, cancellationToken);
            return true;
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
            return false;
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
            // What went out before the connection broke does not go out again.
            await using var write = await WriteTransaction.BeginAsync(db, CancellationToken.None);
            await db
                .Notices.Where(notice => sent.Contains(notice.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.Mailed, true), CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        return true;
    }

    private async Task SendAsync(IMailConnection connection, Notice notice, CancellationToken cancellationToken)
    {
        foreach (var account in Accounts.Development.Where(account => IsFor(account, notice)))
        {
            using var mail = Compose(notice, account);
            if (await connection.SendAsync(mail, cancellationToken) is { } refusal)
            {
                log.LogWarning(
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
            // The same for the same notice and reader: a mail that is sent again can be recognised (RFC 5322, section 3.6.4).
            MessageId = $"{notice.Id:N}.{account.Name}@{from.Domain}",
            Subject = $"{notice.Zh} / {notice.En}",
            Body = new TextPart("plain") { Text = $"{notice.Zh}\n{notice.En}\n\n{notice.Type}: {notice.Subject}\n" },
        };
    }

    private static bool IsFor(Account account, Notice notice) =>
        notice.Recipient == Audience.Party(account.Party) || account.Roles.Any(role => notice.Recipient == Audience.Role(role));
}
