using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>Fills a script for the administrators of Entra, Exchange or the host with this tenant's values (N-031 to N-044, E-016 to E-058, P-010). It changes nothing itself.</summary>
internal sealed class ScriptDialog(AccessCheck check, IAccessProbe probe, IConfigurationSource configuration, BotOptions bot, TimeProvider time) : Dialog
{
    private const string Host = "host";
    private const string Group = "group";
    private const string Scope = "scope";
    private const string Policy = "policy";
    private const string Grant = "grant";
    private const string Narrow = "narrow";
    private const string Certificate = "certificate";
    private const string Shared = "shared";
    private const string Add = "add";
    private const string SendAs = "sendas";

    private const int LongestName = 64;
    private const int LongestText = 256;

    public override string Verb => DialogVerbs.Script;

    public override string Title(Words words) => words[SetupPhrase.ScriptsTitle];

    public override string ConfirmTitle(Words words) => words[SetupPhrase.ScriptMake];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, now) = (visit.Words, configuration.Current);
        var credential = await check.CheckCredentialAsync(cancellation);
        var script = Make(visit, now, credential);
        if (script.Text.Length > DialogCard.CopyLength)
            return new Ending.Refused([("members", words[SetupPhrase.ScriptTooLong])]);
        AdaptiveCard card = new()
        {
            FallbackText = script.Name,
            Body =
            [
                CardParts.Heading(words[SetupPhrase.ScriptsTitle]),
                CardParts.Field(words[SetupPhrase.ScriptFile], script.Name),
                Callout.Of(visit.Person.Reader, CalloutKind.Hint, words.Say(SetupPhrase.ScriptWho, RoleFor(visit["which"]))),
                .. visit["which"] == Host && visit["kind"] == nameof(CredentialKind.ClientSecret)
                    ? [Callout.Of(visit.Person.Reader, CalloutKind.Caution, words.Say(
                        SetupPhrase.SecretNew, new RegistrationGuide(credential.Facts.Cloud, words[SetupPhrase.AppName]).SecretDescription(time.GetUtcNow())))]
                    : Array.Empty<CardElement>(),
                DialogCard.Script(script.Text),
                new ActionSet(
                [
                    CardParts.Button(words[SetupPhrase.CheckAgain], new ActionData(DialogVerbs.Permissions), ActionStyle.Positive),
                    CardParts.Button(words[SetupPhrase.Title], new ActionData(DialogVerbs.Setup)),
                    CardParts.Button(words[SetupPhrase.ScriptAnother], new ActionData(Verb)),
                ]),
            ],
        };
        return new Ending.Done([]) { Card = card };
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        var words = visit.Words;
        yield return new Question("which", words[SetupPhrase.ScriptWhich], new ChoicePrompt(
        [
            new(Scope, words[SetupPhrase.ScriptScope]), new(Group, words[SetupPhrase.ScriptGroup]), new(Policy, words[SetupPhrase.ScriptPolicy]),
            new(Narrow, words[SetupPhrase.ScriptNarrow]), new(Grant, words[SetupPhrase.ScriptGrant]), new(Host, words[SetupPhrase.ScriptHost]),
            new(Certificate, words[SetupPhrase.ScriptCertificate]), new(Shared, words[SetupPhrase.ScriptShared]), new(Add, words[SetupPhrase.ScriptAdd]),
            new(SendAs, words[SetupPhrase.ScriptSendAs]),
        ])) { Text = words[SetupPhrase.ScriptWhichAsk] };
        foreach (var question in visit["which"] switch
        {
            Host => AskHost(visit), Group => AskGroup(visit), Scope => AskScope(visit, false), Policy => AskScope(visit, true), Grant => AskGrant(words),
            Shared => AskShared(words), Add => AskAdd(visit), SendAs => AskSendAs(visit), _ => [],
        })
            yield return question;
    }

    // The seven inputs of Exchange's form (N-032).
    private static IEnumerable<Question> AskGroup(Visit visit)
    {
        var (words, now) = (visit.Words, visit.Configuration);
        yield return Text("groupName", words[SetupPhrase.GroupName], LongestName, SetupScripts.GroupName);
        yield return Address("groupAddress", words[SetupPhrase.GroupAddress], SetupScripts.GroupAddress(now));
        yield return Text("description", words[SetupPhrase.GroupDescription], LongestText, words[SetupPhrase.GroupDescribed]);
        yield return Addresses("owners", words[SetupPhrase.GroupOwners], []);
        yield return Addresses("members", words[SetupPhrase.GroupMembers], [.. now.Mailboxes.Select(SetupScripts.AddressOf)]);
        yield return Flag(words, "outsiders", words[SetupPhrase.GroupOutsiders], false);
        yield return Flag(words, "hidden", words[SetupPhrase.GroupHidden], true);
    }

    private static IEnumerable<Question> AskScope(Visit visit, bool isPolicy)
    {
        var (words, now) = (visit.Words, visit.Configuration);
        yield return Address("groupAddress", words[SetupPhrase.GroupAddress], SetupScripts.GroupAddress(now)) with
        {
            Notes = isPolicy ? [new Note(CalloutKind.Caution, words[SetupPhrase.PolicyOld])] : [],
        };
        yield return new Question("outside", words[SetupPhrase.Outside], new TextPrompt(LongestText, NoAddress) { IsOptional = true }) { Text = words[SetupPhrase.OutsideAsk], Initial = "" };
        if (isPolicy)
            yield return new Question("right", words[SetupPhrase.PolicyRight], new ChoicePrompt(
                [new(nameof(PolicyRight.RestrictAccess), words[SetupPhrase.PolicyRestrict]), new(nameof(PolicyRight.DenyAccess), words[SetupPhrase.PolicyDeny])]))
            {
                Text = words[SetupPhrase.PolicyRightAsk], Help = words[SetupPhrase.PolicyOld], Initial = nameof(PolicyRight.RestrictAccess),
            };
    }

    private static IEnumerable<Question> AskGrant(Words words)
    {
        yield return new Question("permissions", words[SetupPhrase.PermissionsTitle], new ChoicePrompt(
            [.. PermissionNeed.All.Where(need => need.Role is not null).Select(need => new Option(need.Permission.ToString(), need.Role!))]) { IsMany = true })
        {
            Text = words[SetupPhrase.GrantAsk], Help = words[SetupPhrase.ConsentMail], Initial = ChoicePrompt.Join(SetupScripts.InEntra.Select(permission => permission.ToString())),
        };
    }

    // The bot makes no mailbox itself (N-020, E-009).
    private static IEnumerable<Question> AskShared(Words words)
    {
        yield return new Question("mailboxName", words[SetupPhrase.SharedName], new TextPrompt(LongestName)) { Text = words[SetupPhrase.SharedNameAsk] };
        yield return Address("mailboxAddress", words[SetupPhrase.SharedAddress], null) with { Text = words[SetupPhrase.SharedAddressAsk] };
    }

    // A mailbox that comes later is only added to the group (N-031).
    private static IEnumerable<Question> AskAdd(Visit visit)
    {
        var words = visit.Words;
        yield return Address("groupAddress", words[SetupPhrase.GroupAddress], SetupScripts.GroupAddress(visit.Configuration));
        yield return Addresses("members", words[SetupPhrase.GroupMembers], null) with { Text = words[SetupPhrase.ScriptAddAsk] };
    }

    private static IEnumerable<Question> AskSendAs(Visit visit)
    {
        var (words, boxes) = (visit.Words, visit.Configuration.Mailboxes);
        yield return Address("mailboxAddress", words[SetupPhrase.SharedAddress], boxes.Count > 0 ? SetupScripts.AddressOf(boxes[0]) : null);
        yield return Addresses("addresses", words[SetupPhrase.Senders], null) with { Text = words[SetupPhrase.ScriptSendAsAsk] };
    }

    // P-010, E-029, E-030: what is typed is checked at once, and a secret is not taken at all.
    private IEnumerable<Question> AskHost(Visit visit)
    {
        var (words, facts) = (visit.Words, probe.Facts);
        yield return new Question("kind", words[SetupPhrase.Credential], new ChoicePrompt(
            [.. Enum.GetValues<CredentialKind>().Where(kind => kind != CredentialKind.None).Select(kind => new Option(kind.ToString(), AccessWords.Of(words, kind)))]))
        {
            Text = words[SetupPhrase.KindAsk], Help = words[SetupPhrase.NoSecrets], Initial = (facts.Kind == CredentialKind.None ? CredentialKind.ClientSecret : facts.Kind).ToString(),
        };
        yield return Id("tenantId", words[SetupPhrase.Tenant], facts.TenantId, text => EntraIds.CheckTenant(text));
        yield return Id("clientId", words[SetupPhrase.App], facts.ClientId, text => EntraIds.CheckClient(text, visit["tenantId"]));
        yield return new Question("cloud", words[SetupPhrase.Cloud], new ChoicePrompt([.. EntraCloud.All.Select(cloud => new Option(cloud.Name, cloud.Name))])) { Initial = facts.Cloud.Name };
        if (visit["kind"] == nameof(CredentialKind.Certificate))
            yield return Text("certificatePath", words[SetupPhrase.CertificatePath], LongestText, "/var/ssl/private/certificate.p12");
        yield return new Question("webApp", words[SetupPhrase.WebApp], new TextPrompt(LongestName)) { Text = words[SetupPhrase.WebAppAsk] };
        yield return new Question("resourceGroup", words[SetupPhrase.ResourceGroup], new TextPrompt(LongestName)) { Text = words[SetupPhrase.ResourceGroupAsk] };
        if (visit["kind"] == nameof(CredentialKind.ClientSecret))
            yield return new Question("vault", words[SetupPhrase.Vault], new TextPrompt(LongestName) { IsOptional = true }) { Text = words[SetupPhrase.VaultAsk], Initial = "" };
    }

    private AccessScript Make(Visit visit, Configuration now, CredentialFinding credential)
    {
        var cloud = credential.Facts.Cloud;
        var (exchange, entra) = (new ExchangeScripts(cloud), new EntraScripts(cloud));
        var (tenant, app) = (credential.TenantId ?? "", credential.AppId ?? "");
        return visit["which"] switch
        {
            Group => exchange.Group(new GroupRequest(visit["groupName"], visit["groupAddress"])
            {
                Description = visit["description"], Owners = ListPrompt.Split(visit["owners"]), Members = ListPrompt.Split(visit["members"]),
                OutsidersMayWrite = visit.Flag("outsiders"), IsHidden = visit.Flag("hidden"),
            }),
            Scope => exchange.Scope(Request()),
            Policy => exchange.AccessPolicy(Request(), Enum.Parse<PolicyRight>(visit["right"])),
            Grant => entra.Grant(tenant, app, [.. visit.List("permissions").Select(Enum.Parse<Permission>)]),
            Narrow => entra.RemoveMailConsent(tenant, app),
            Certificate => EntraScripts.Certificate(visit.Words[SetupPhrase.AppName]),
            Shared => exchange.SharedMailbox(visit["mailboxName"], visit["mailboxAddress"]),
            Add => exchange.AddToGroup(visit["groupAddress"], ListPrompt.Split(visit["members"])),
            SendAs => exchange.SendAs(visit["mailboxAddress"], ListPrompt.Split(visit["addresses"])),
            _ => HostSettings.AzureScript(
                new HostRequest(Enum.Parse<CredentialKind>(visit["kind"]), visit["tenantId"], visit["clientId"], EntraCloud.All.First(one => one.Name == visit["cloud"]), bot.PublicUrl) is var request
                    && visit["kind"] == nameof(CredentialKind.Certificate) ? request with { CertificatePath = visit["certificatePath"] } : request,
                visit["webApp"], visit["resourceGroup"], visit["kind"] == nameof(CredentialKind.ClientSecret) && visit["vault"].Length > 0 ? visit["vault"] : null),
        };

        ScopeRequest Request() => SetupScripts.Scope(now, credential, visit["outside"] is { Length: > 0 } outside ? outside : null, visit["groupAddress"]);
    }

    private static string RoleFor(string which) => which switch
    {
        Grant or Narrow => RegistrationGuide.ConsentRole,
        Host or Certificate => RegistrationGuide.RegistrationRole,
        _ => RegistrationGuide.ExchangeRole,
    };

    private static Question Id(string key, string label, string? present, Func<string, IdProblem> checkId) =>
        new(key, label, new TextPrompt(LongestText, (given, words) => checkId(given) is var problem and not IdProblem.None ? AccessWords.Of(words, problem) : null)) { Initial = present };

    private static Question Text(string key, string label, int longest, string initial) => new(key, label, new TextPrompt(longest)) { Initial = initial };

    private static Question Address(string key, string label, string? initial) => new(key, label, new TextPrompt(LongestText, NoAddress)) { Initial = initial };

    private static Question Addresses(string key, string label, IReadOnlyList<string>? present) =>
        new(key, label, new SenderListPrompt(present ?? [])) { Initial = present is null ? null : ListPrompt.Join(present) };

    private static Question Flag(Words words, string key, string label, bool initial) => new(key, label, new YesNoPrompt(words)) { Initial = YesNoPrompt.Of(initial) };

    private static string? NoAddress(string given, Words words) => UserPrincipalNames.Wrong(given) is null ? null : words[DialogPhrase.NoSender];
}
