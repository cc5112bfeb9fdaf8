using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>Changes some settings of the tenant; the others stay as they are.</summary>
internal abstract class SettingDialog(AdminActs acts) : Dialog
{
    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => acts.DoAsync(
        visit,
        new SetTenant(After(visit, visit.Configuration.Tenant)),
        done => new Ending.Done(Said(visit, done.Configuration))
        {
            Buttons = [CardParts.Button(visit.Words[SettingPhrase.AllButton], new ActionData(DialogVerbs.Settings))],
        },
        cancellation);

    protected override IEnumerable<Question> Ask(Visit visit) => Ask(visit, visit.Configuration.Tenant);

    protected abstract IEnumerable<Question> Ask(Visit visit, TenantSettings tenant);

    /// <summary>The settings with what was answered.</summary>
    protected abstract TenantSettings After(Visit visit, TenantSettings tenant);

    /// <summary>What is so now.</summary>
    protected virtual IReadOnlyList<Note> Said(Visit visit, Configuration now) => [new Note(CalloutKind.Note, visit.Words[SettingPhrase.Saved])];
}
