using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Sets how many tasks there may be at once (N-008, X-003, X-004).</summary>
internal sealed class LimitsDialog(AdminActs acts, TaskSlots slots) : SettingDialog(acts)
{
    private const int MostTasks = 100_000;
    private const int MostOutbound = 50;

    public override string Verb => DialogVerbs.SettingsLimits;

    public override string Title(Words words) => words[SettingPhrase.LimitsTitle];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, open) = (visit.Words, await slots.OpenAsync(cancellation));
        return
        [
            open >= visit.Number("maxConcurrentTasks")
                ? new Note(CalloutKind.Caution, words.Say(SettingPhrase.LimitReached, open))
                : new Note(CalloutKind.Hint, words.Say(SettingPhrase.LimitUse, open)),
            new Note(CalloutKind.Note, words[SettingPhrase.OutboundEffect]),
        ];
    }

    protected override IEnumerable<Question> Ask(Visit visit, TenantSettings tenant)
    {
        var words = visit.Words;
        yield return new("maxConcurrentTasks", words[SettingPhrase.Limit], new NumberPrompt(1, MostTasks))
        {
            Text = words[SettingPhrase.LimitAsk], Help = words[SettingPhrase.LimitHelp], Initial = Number(tenant.MaxConcurrentTasks),
        };
        yield return new("outboundLimit", words[SettingPhrase.Outbound], new NumberPrompt(1, MostOutbound))
        {
            Text = words[SettingPhrase.OutboundAsk], Help = words[SettingPhrase.OutboundHelp], Initial = Number(tenant.OutboundLimit),
        };
    }

    protected override TenantSettings After(Visit visit, TenantSettings tenant) =>
        tenant with { MaxConcurrentTasks = visit.Number("maxConcurrentTasks"), OutboundLimit = visit.Number("outboundLimit") };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
