using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Dialogs.Services;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Settings;

/// <summary>
/// Switches e-mail on or off for the tenant (N-001, N-054, X-014, X-015). Off: nothing is taken in or offered, and all settings stay. On needs a credential that
/// works.
/// </summary>
internal sealed class EmailDialog(AdminActs acts, ServiceCensus census, IAccessProbe access, TimeProvider time) : SettingDialog(acts)
{
    private const int MostNames = 10;

    /// <summary>Teams waits 10 to 15 s for the answer of a click (teams.md 2.5).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    public override string Verb => DialogVerbs.SettingsEmail;

    public override string Title(Words words) => words[SettingPhrase.EmailTitle];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, configuration, isOn) = (visit.Words, visit.Configuration, visit.Flag("emailEnabled"));
        if (isOn == configuration.Tenant.EmailEnabled)
            return [];
        var live = configuration.Services.Where(service => service.IsLive).ToList();
        if (isOn)
            return [new Note(CalloutKind.Note, live.Count == 0 ? words[SettingPhrase.OnNothing] : words.Say(SettingPhrase.OnEffect, live.Count, Names(words, live)))];
        var (waiting, held) = (0, 0);
        foreach (var service in live)
        {
            var open = await census.CountAsync(service.Id, cancellation);
            (waiting, held) = (waiting + open.Waiting, held + open.Held);
        }

        return [new Note(CalloutKind.Caution, words.Say(SettingPhrase.OffEffect, live.Count, waiting, held))];
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) =>
        visit.Flag("emailEnabled") && !visit.Configuration.Tenant.EmailEnabled && await SignInFailureAsync(cancellation) is { } code
            ? new Ending.Refused([("emailEnabled", visit.Words.Say(SettingPhrase.NoSignIn, SafeText.Code(code)))])
            : await base.FinishAsync(visit, cancellation);

    protected override IEnumerable<Question> Ask(Visit visit, TenantSettings tenant)
    {
        yield return new("emailEnabled", visit.Words[SettingPhrase.Email], new YesNoPrompt(visit.Words))
        {
            Text = visit.Words[SettingPhrase.EmailAsk], Help = visit.Words[SettingPhrase.EmailHelp], Initial = YesNoPrompt.Of(tenant.EmailEnabled), IsAsked = true,
        };
    }

    protected override TenantSettings After(Visit visit, TenantSettings tenant) => tenant with { EmailEnabled = visit.Flag("emailEnabled") };

    protected override IReadOnlyList<Note> Said(Visit visit, Configuration now) =>
        [new Note(CalloutKind.Note, visit.Words[now.Tenant.EmailEnabled ? SettingPhrase.IsOn : SettingPhrase.IsOff])];

    // Entra being away for a moment bars nobody; a credential that it refuses does.
    private async Task<string?> SignInFailureAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var signedIn = await access.SignInAsync(fresh: false, either.Token);
            return signedIn.Failure is { Category: FailureCategory.Unauthenticated or FailureCategory.Refused or FailureCategory.Invalid } failure ? failure.Code : null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string Names(Words words, List<Service> services)
    {
        var shown = string.Join(", ", services.Take(MostNames).Select(service => SafeText.Line(service.Name, CardParts.NameLength)));
        return services.Count > MostNames ? words.Say(Phrase.AndMore, shown, services.Count - MostNames) : shown;
    }
}
