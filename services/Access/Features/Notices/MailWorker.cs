using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Platform.Access.Data;
using Platform.Access.Domain;
using Platform.Access.Features.Feed;
using Platform.Messaging;
using Platform.ServiceDefaults.Data;

namespace Platform.Access.Features.Notices;

/// <summary>
/// Sends each notice by e-mail: by SMTP where <c>Smtp:Host</c> is set, in Development as <c>.eml</c> files under <c>mail/</c> of the data folder. Marked
/// as mailed after it was sent: after a crash between the two it is sent again, which is better than never. One replica sends at a time.
/// </summary>
internal sealed class MailWorker(
    IServiceScopeFactory scopes, MailSignal signal, IConfiguration configuration, IHostEnvironment environment, ILogger<MailWorker> log) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan WhileAnotherSends = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var smtp = Transport();
        if (smtp is null)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await SendAsync(smtp, stoppingToken))
                    await signal.WaitAsync(TimeSpan.FromSeconds(30), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(exception, "Notices cannot be mailed; trying again");
                await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> SendAsync(SmtpClient smtp, CancellationToken cancellationToken)
    {
        await using var holding = scopes.CreateAsyncScope();
        await using var turn = await Turn.TryTakeAsync(holding.ServiceProvider.GetRequiredService<AccessDbContext>(), "mail", cancellationToken);
        if (turn is null)
        {
            // What woke us may have been written after the other one looked.
            await Task.Delay(WhileAnotherSends, cancellationToken);
            return true;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDbContext>();
        var notices = await db.Notices.AsNoTracking().Where(notice => !notice.Mailed).OrderBy(notice => notice.Id).Take(Batch).ToListAsync(cancellationToken);
        if (notices.Count == 0)
            return false;
        foreach (var notice in notices)
        {
            foreach (var account in Accounts.Development.Where(account => IsFor(account, notice)))
            {
                using var mail = new MailMessage(configuration["Smtp:From"] ?? "platform@platform.example", account.Email)
                {
                    Subject = $"{notice.Zh} / {notice.En}",
                    Body = $"{notice.Zh}\n{notice.En}\n\n{notice.Type}: {notice.Subject}\n",
                };
                await smtp.SendMailAsync(mail, cancellationToken);
            }
        }

        var sent = notices.Select(notice => notice.Id).ToArray();
        await using var write = await WriteTransaction.BeginAsync(db, cancellationToken);
        await db.Notices.Where(notice => sent.Contains(notice.Id)).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.Mailed, true), cancellationToken);
        await write.CommitAsync(cancellationToken);
        return true;
    }

    private static bool IsFor(Account account, Notice notice) =>
        notice.Recipient == Audience.Party(account.Party) || account.Roles.Any(role => notice.Recipient == Audience.Role(role));

    private SmtpClient? Transport()
    {
        if (configuration["Smtp:Host"] is { } host)
            return new SmtpClient(host, configuration.GetValue("Smtp:Port", 25));
        if (!environment.IsDevelopment())
            return null;
        var folder = Path.GetFullPath(Path.Combine(configuration["Platform:Data"] ?? ".data", "mail"));
        Directory.CreateDirectory(folder);
        return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
    }
}
