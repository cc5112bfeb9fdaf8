using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Reports;

/// <summary>The report of some days, of all services that the person supervises or of one.</summary>
internal sealed class ReportBoard(IReportDesk desk, ReportReader reports, TimeProvider time) : Board
{
    public override string Verb => DialogVerbs.Report;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var read = reports.Read(person, about);
        return read.Question is { } question
            ? ReportCard.Draw(person.Reader, read.Days!, await desk.ReportAsync(person.AsOnlooker, question, cancellation), reports.Names(person.Reader), time.GetUtcNow())
            : NoticeCard.Draw(person.Reader, CalloutKind.Note, read.Trouble!);
    }
}

/// <summary>Gives a link to the report as a file.</summary>
internal sealed class ReportFileBoard(ReportReader reports, Transfer.ExportTickets tickets, Channel.BotOptions options) : Board
{
    public override string Verb => DialogVerbs.ReportFile;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var (words, read) = (person.Reader.Words, reports.Read(person, about));
        if (read.Question is not { } question)
            return NoticeCard.Draw(person.Reader, CalloutKind.Note, read.Trouble!);
        var secret = await tickets.IssueAsync(person.Chat, new Transfer.ReportTicket(question.Begins, question.Before, question.Only), cancellation);
        List<CardElement> body =
        [
            CardParts.Heading(words[ReportPhrase.FileTitle]),
            Callout.Of(person.Reader, CalloutKind.Note, words.Say(ReportPhrase.FileText, (int)Transfer.ExportTickets.Lifetime.TotalMinutes)),
            Transfer.ExportLink.Draw(words, options, secret),
            new ActionSet([CardParts.Button(words[ReportPhrase.Back], new ActionData(DialogVerbs.Report, X: read.Days!.Code))]),
        ];
        return new AdaptiveCard { FallbackText = words[ReportPhrase.FileTitle], Body = body };
    }
}

/// <summary>A question for figures, or why there is none.</summary>
internal sealed record ReportReading(ReportDays? Days, ReportQuestion? Question, string? Trouble);

/// <summary>Makes of typed words, or of what a button carries, a question that the person may ask.</summary>
internal sealed class ReportReader(IConfigurationSource configuration, TimeProvider time)
{
    public ReportReading Read(Person person, string about)
    {
        var (words, current) = (person.Reader.Words, configuration.Current);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), person.Reader.Zone).DateTime);
        if (ReportText.Read(about.TrimEnd('.', '!', '?'), today) is not { } days)
            return new(null, null, words.Say(ReportPhrase.How, ReportQuestion.MostDays));
        var seen = current.Services.Where(service => person.AsOnlooker.Supervises(current, service)).ToList();
        if (seen.Count == 0)
            return new(days, null, words[ReportPhrase.NoServices]);
        if (days.Service.Length == 0)
            return new(days, ReportText.Question(days, person.Reader.Zone, null), null);
        return ReportText.Find(seen, days.Service) is { } service
            ? new(days with { Service = service.Id.Value }, ReportText.Question(days, person.Reader.Zone, service.Id), null)
            : new(days, null, words.Say(ReportPhrase.NoSuchService, SafeText.Line(days.Service, CardParts.NameLength)));
    }

    public Names Names(Reader reader) => new(reader, configuration.Current);
}
