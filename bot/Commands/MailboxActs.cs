using System.Globalization;
using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>What an administrator can do about the mailboxes. The caller has checked that he is one.</summary>
internal sealed partial class MailboxActs(IMailboxDesk desk, IConfigurationSource configuration, TimeProvider time)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>What to see after the act; null for a verb that is not among these.</summary>
    /// <param name="text">What was typed after the command.</param>
    public async Task<Reaction?> ActAsync(Person person, string verb, MailboxId? mailbox, string text, CancellationToken cancellation) => verb switch
    {
        CardVerbs.MailboxRetry => await RetryAsync(person, mailbox, cancellation),
        CardVerbs.Backfill => await BackfillAsync(person, text, cancellation),
        _ => null,
    };

    // A sentence: the card that was clicked is closed by the engine when all is well.
    private async Task<Reaction> RetryAsync(Person person, MailboxId? only, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        await desk.RetryAsync(only, cancellation);
        var worst = (await desk.ListAsync(cancellation)).FirstOrDefault(status => only is null || status.Mailbox.Id == only);
        return new Reaction.Say(worst is { Diagnosis: { IsAlert: true, Condition: var condition } }
            ? words.Say(Phrase.RetriedTrouble, MailboxWords.Cause(words, condition))
            : words[Phrase.RetriedFine]);
    }

    private async Task<Reaction> BackfillAsync(Person person, string text, CancellationToken cancellation)
    {
        var words = person.Reader.Words;
        var mailboxes = configuration.Current.Mailboxes;
        var match = NameAndDay().Match(text);
        if (!match.Success || ReadDay(match.Groups["day"].Value, person.Reader) is not { } from)
            return new Reaction.Say(words.Say(
                Phrase.BackfillHow, mailboxes is [var first, ..] ? Name(first) : "Help", time.GetUtcNow().AddDays(-7).ToString(DayFormat, CultureInfo.InvariantCulture)));
        var named = match.Groups["name"].Value.Trim(' ', '"', '“', '”', '„');
        var mailbox = mailboxes.FirstOrDefault(one =>
            string.Equals(one.Name, named, StringComparison.OrdinalIgnoreCase) || one.Owns(named) || one.Id.Value == named);
        if (mailbox is null)
            return new Reaction.Say(words.Say(Phrase.BackfillUnknown, SafeText.Line(named, CardParts.NameLength)));
        if (from < time.GetUtcNow() - TimeSpan.FromDays(configuration.Current.Tenant.RetentionDays))
            return new Reaction.Say(words.Say(Phrase.BackfillTooOld, configuration.Current.Tenant.RetentionDays));
        var day = match.Groups["day"].Value.Trim();
        return await desk.BackfillAsync(mailbox.Id, from, person.Chat.Value, cancellation) switch
        {
            AdminOutcome.Done { Changed: true } => new Reaction.Say(words.Say(Phrase.BackfillDone, Name(mailbox), SafeText.Line(day, CardParts.NameLength))),
            AdminOutcome.Done => new Reaction.Say(words.Say(Phrase.BackfillNothing, Name(mailbox))),
            _ => new Reaction.Say(words.Say(Phrase.BackfillOff, Name(mailbox))),
        };
    }

    // Midnight of the person's day; a day as his language writes it, or as ISO 8601 does.
    private static DateTimeOffset? ReadDay(string text, Reader reader)
    {
        if (!DateTime.TryParseExact(text.Trim(), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && !DateTime.TryParse(text.Trim(), reader.Words.Culture, DateTimeStyles.None, out day))
            return null;
        return LocalTime.IsUsual(DateOnly.FromDateTime(day)) ? LocalTime.At(DateTime.SpecifyKind(day, DateTimeKind.Unspecified), reader.Zone) : null;
    }

    private static string Name(Mailbox mailbox) => SafeText.Line(mailbox.Name, CardParts.NameLength);

    [GeneratedRegex(@"^(?<name>.{1,200}?)\s+(?:from|since|ab|seit|von)\s+(?<day>.{1,40})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NameAndDay();
}
