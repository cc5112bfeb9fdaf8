using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Sets when supervisors are left alone, and when administrators hear of what supervisors took no note of.</summary>
internal sealed class AlertsDialog(AdminActs acts) : SettingDialog(acts)
{
    private const string QuietKey = "alerts.quietFrom";
    private const string EscalateKey = "alerts.escalateMinutes";

    public override string Verb => DialogVerbs.SettingsAlerts;

    public override string Title(Words words) => words[AlertPhrase.SettingsTitle];

    public override IEnumerable<Note> Consequences(Visit visit) => [new Note(CalloutKind.Note, visit.Words[AlertPhrase.Effect]), new Note(CalloutKind.Hint, visit.Words[AlertPhrase.QuietMeans])];

    protected override IEnumerable<Question> Ask(Visit visit, TenantSettings tenant)
    {
        var (words, now) = (visit.Words, tenant.Alerts);
        yield return new(QuietKey, words[AlertPhrase.Quiet], new QuietPrompt()) { Text = words[AlertPhrase.QuietAsk], Initial = QuietPrompt.Write(now.QuietFrom, now.QuietTo), IsAsked = true };
        yield return new(EscalateKey, words[AlertPhrase.Escalate], new NumberPrompt(0, AlertSettings.LongestEscalation))
        {
            Text = words[AlertPhrase.EscalateAsk], Initial = now.EscalateMinutes.ToString(CultureInfo.InvariantCulture),
        };
    }

    protected override TenantSettings After(Visit visit, TenantSettings tenant)
    {
        var quiet = QuietPrompt.Read(visit[QuietKey]);
        return tenant with { Alerts = new AlertSettings { QuietFrom = quiet?.From, QuietTo = quiet?.To, EscalateMinutes = visit.Number(EscalateKey) } };
    }
}
