using System.Text;
using Azure.Core;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Access;

/// <summary>Every row of graph.md 9 from the answer on the wire to the advice, and the mistakes of F-58 to F-64.</summary>
public sealed class AdviserTests
{
    private const string Client = "2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c02";
    private static readonly CredentialFacts App = new(CredentialKind.ClientSecret, "contoso.example", Client, EntraCloud.Global.Authority, EntraCloud.Global.Graph);

    private static readonly ErrorContext About = new(ErrorTopic.Mailbox, App) { Mailbox = "help@contoso.example", From = "sales@contoso.example", Group = "desk@contoso.example" };

    public static TheoryData<ErrorTopic, int, string, ErrorCause, MailboxOwner, ErrorRemedy> Rows()
    {
        var rows = new TheoryData<ErrorTopic, int, string, ErrorCause, MailboxOwner, ErrorRemedy>();
        void Add(ErrorTopic topic, int status, ErrorCause cause, MailboxOwner owner, ErrorRemedy remedy, params string[] codes)
        {
            foreach (var code in codes)
                rows.Add(topic, status, code, cause, owner, remedy);
        }

        const MailboxOwner Nobody = MailboxOwner.Nobody, Operator = MailboxOwner.Operator, Entra = MailboxOwner.EntraAdministrator, Exchange = MailboxOwner.ExchangeAdministrator, Agent = MailboxOwner.Agent;
        Add(ErrorTopic.Mailbox, 401, ErrorCause.Mailbox, Operator, ErrorRemedy.CorrectSettings, "InvalidAuthenticationToken", "CompactToken");
        Add(ErrorTopic.Directory, 403, ErrorCause.Mailbox, Entra, ErrorRemedy.GrantConsent, "Authorization_RequestDenied", "Authorization_IdentityNotFound");
        Add(ErrorTopic.Mailbox, 403, ErrorCause.Mailbox, Exchange, ErrorRemedy.AddToScope, "ErrorAccessDenied");
        Add(ErrorTopic.Subscription, 403, ErrorCause.Mailbox, Exchange, ErrorRemedy.AllowSubscriptions, "AccessDenied", "ExtensionError");
        Add(ErrorTopic.Mail, 404, ErrorCause.MailGone, Nobody, ErrorRemedy.Wait, "ErrorItemNotFound");
        Add(ErrorTopic.Mailbox, 404, ErrorCause.Mailbox, Exchange, ErrorRemedy.AddToScope, "ErrorItemNotFound");
        Add(ErrorTopic.Mail, 404, ErrorCause.MadeAnew, Nobody, ErrorRemedy.Wait, "ErrorFolderNotFound");
        Add(ErrorTopic.Mailbox, 404, ErrorCause.Mailbox, Exchange, ErrorRemedy.ProvideMailbox, "ResourceNotFound");
        Add(ErrorTopic.Subscription, 404, ErrorCause.MadeAnew, Nobody, ErrorRemedy.Wait, "ResourceNotFound");
        Add(ErrorTopic.Directory, 404, ErrorCause.Mailbox, Exchange, ErrorRemedy.CorrectAddress, "Request_ResourceNotFound");
        Add(ErrorTopic.Mailbox, 404, ErrorCause.Mailbox, Exchange, ErrorRemedy.CorrectAddress, "ErrorInvalidUser");
        Add(ErrorTopic.Mailbox, 404, ErrorCause.Mailbox, Exchange, ErrorRemedy.ProvideMailbox, "MailboxNotEnabledForRESTAPI", "MailboxNotSupportedForRESTAPI", "ErrorNonExistentMailbox");
        Add(ErrorTopic.Mailbox, 503, ErrorCause.Mailbox, Nobody, ErrorRemedy.Wait, "ErrorMailboxMoveInProgress");
        Add(ErrorTopic.Mailbox, 503, ErrorCause.Mailbox, Operator, ErrorRemedy.Wait, "ErrorMailboxStoreUnavailable", "ErrorMailboxFailover", "ErrorConnectionFailed", "ErrorADUnavailable", "ErrorADOperation",
            "ErrorInternalServerTransientError", "ErrorServerBusy", "ErrorTimeoutExpired", "ErrorInternalServerError", "generalException", "UnknownError");
        Add(ErrorTopic.Mailbox, 429, ErrorCause.Mailbox, Nobody, ErrorRemedy.Wait, "TooManyRequests", "ApplicationThrottled", "activityLimitReached", "ErrorExceededConnectionCount", "ErrorTooManyObjectsOpened");
        Add(ErrorTopic.Mailbox, 410, ErrorCause.MadeAnew, Nobody, ErrorRemedy.Wait, "SyncStateNotFound", "resyncRequired", "ErrorInvalidSyncStateData");
        Add(ErrorTopic.Mailbox, 409, ErrorCause.MadeAnew, Nobody, ErrorRemedy.Wait, "ErrorFolderExists");
        Add(ErrorTopic.Mail, 409, ErrorCause.ChangedMeanwhile, Nobody, ErrorRemedy.Wait, "ErrorIrresolvableConflict", "ErrorStaleObject", "ErrorInvalidChangeKey");
        Add(ErrorTopic.Mail, 400, ErrorCause.Mailbox, Operator, ErrorRemedy.ReportFault, "ErrorInvalidIdMalformed", "ErrorInvalidRequest", "RequestBodyRead", "BadRequest", "InefficientFilter", "ErrorInvalidUrlQuery",
            "Request_BadRequest", "Request_UnsupportedQuery", "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", "InvalidInternetMessageHeader", "InvalidInternetMessageHeaderCollection");
        Add(ErrorTopic.Mail, 400, ErrorCause.RecipientWrong, Agent, ErrorRemedy.CorrectAddress, "ErrorInvalidRecipients", "ErrorMissingRecipients");
        Add(ErrorTopic.Mail, 403, ErrorCause.SendAsMissing, Exchange, ErrorRemedy.GrantSendAs, "ErrorSendAsDenied");
        Add(ErrorTopic.Mail, 507, ErrorCause.Mailbox, Exchange, ErrorRemedy.MakeRoom, "ErrorQuotaExceeded", "ErrorMessagePerFolderCountReceiveQuotaExceeded");
        Add(ErrorTopic.Mail, 429, ErrorCause.SendingLimit, Nobody, ErrorRemedy.Wait, "ErrorSubmissionQuotaExceeded");
        Add(ErrorTopic.Mail, 403, ErrorCause.SendingBlocked, Exchange, ErrorRemedy.UnblockSender, "ErrorMessageSubmissionBlocked");
        Add(ErrorTopic.Mail, 413, ErrorCause.TooLarge, Agent, ErrorRemedy.ShortenMail, "ErrorMessageSizeExceeded", "RequestEntityTooLarge");
        Add(ErrorTopic.Mail, 500, ErrorCause.MailUnreadable, Agent, ErrorRemedy.ReadInOutlook, "ErrorItemCorrupt", "ErrorContentConversionFailed", "ErrorMimeContentConversionFailed");
        Add(ErrorTopic.Subscription, 400, ErrorCause.Mailbox, Operator, ErrorRemedy.OpenNetwork, "ValidationError", "InvalidRequest");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Graph_9_every_row_says_what_it_means_who_must_act_and_how(ErrorTopic topic, int status, string code, ErrorCause cause, MailboxOwner owner, ErrorRemedy remedy)
    {
        var advice = Adviser.Of(Failed(topic, status, code), About with { Topic = topic });

        Assert.Equal((cause, owner, remedy, code), (advice.Cause, advice.Owner, advice.Remedy, advice.Code));
        Assert.Equal(cause == ErrorCause.Mailbox, advice.Condition is not null);
    }

    [Theory]
    [InlineData("AADSTS7000215", MailboxCondition.SecretInvalid, MailboxOwner.Operator, ErrorRemedy.RenewCredential)]
    [InlineData("AADSTS7000222", MailboxCondition.SecretExpired, MailboxOwner.Operator, ErrorRemedy.RenewCredential)]
    [InlineData("AADSTS700027", MailboxCondition.CertificateRefused, MailboxOwner.Operator, ErrorRemedy.RenewCredential)]
    [InlineData("AADSTS700016", MailboxCondition.AppUnknown, MailboxOwner.Operator, ErrorRemedy.CorrectSettings)]
    [InlineData("AADSTS90002", MailboxCondition.AppUnknown, MailboxOwner.Operator, ErrorRemedy.CorrectSettings)]
    [InlineData("AADSTS65001", MailboxCondition.ConsentMissing, MailboxOwner.EntraAdministrator, ErrorRemedy.GrantConsent)]
    [InlineData("AADSTS50194", null, MailboxOwner.Operator, ErrorRemedy.CorrectSettings)]
    [InlineData("AADSTS7000112", null, MailboxOwner.EntraAdministrator, ErrorRemedy.AllowApp)]
    [InlineData("AADSTS53003", null, MailboxOwner.EntraAdministrator, ErrorRemedy.AllowApp)]
    [InlineData("AADSTS700213", null, MailboxOwner.Operator, ErrorRemedy.CorrectSettings)]
    [InlineData("CredentialUnavailable", null, MailboxOwner.Operator, ErrorRemedy.CorrectSettings)]
    [InlineData("AADSTS999999", MailboxCondition.SignInRefused, MailboxOwner.Operator, ErrorRemedy.CorrectSettings)]
    public void F58_F59_a_refused_sign_in_has_its_remedy_and_its_page(string code, MailboxCondition? condition, MailboxOwner owner, ErrorRemedy remedy)
    {
        var advice = Adviser.Of(new Failure(FailureCategory.Unauthenticated, code), About);

        Assert.Equal((condition, owner, remedy), (advice.Condition, advice.Owner, advice.Remedy));
        Assert.NotNull(advice.Trouble);
        Assert.StartsWith("https://entra.microsoft.com/#view/", advice.Link!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ErrorAccessDenied", FailureCategory.Refused, "Add-DistributionGroupMember -Identity 'desk@contoso.example' -Member 'help@contoso.example' -BypassSecurityGroupManagerCheck")]
    [InlineData("ErrorSendAsDenied", FailureCategory.Refused, "Add-RecipientPermission -Identity 'sales@contoso.example' -Trustee 'help@contoso.example' -AccessRights SendAs")]
    [InlineData("ErrorMessageSubmissionBlocked", FailureCategory.Refused, "Remove-BlockedSenderAddress -SenderAddress 'help@contoso.example'")]
    [InlineData("ErrorQuotaExceeded", FailureCategory.Refused, "Get-EXOMailboxStatistics -Identity 'help@contoso.example' | Format-List TotalItemSize, ItemCount")]
    [InlineData("ErrorMailboxMoveInProgress", FailureCategory.Transient, "Get-MoveRequest -Identity 'help@contoso.example'")]
    [InlineData("MailboxNotEnabledForRESTAPI", FailureCategory.MailboxUnavailable, "Get-Recipient -Identity 'help@contoso.example' | Format-List RecipientTypeDetails, PrimarySmtpAddress")]
    [InlineData("TooManyRequests", FailureCategory.Throttled, null)]
    public void F60_the_advice_carries_the_exact_line_to_run(string code, FailureCategory category, string? command) =>
        Assert.Equal(command, Adviser.Of(new Failure(category, code), About).Command);

    [Fact]
    public void F60_without_the_groups_name_the_line_shows_what_Exchange_thinks() => Assert.Equal(
        $"Test-ServicePrincipalAuthorization -Identity '{Client}' -Resource 'o''neil@contoso.example' | Format-Table",
        Adviser.Of(new Failure(FailureCategory.Refused, "ErrorAccessDenied"), About with { Group = null, Mailbox = "o'neil@contoso.example" }).Command);

    [Fact]
    public void F61_refused_by_Exchange_is_not_called_a_missing_consent()
    {
        Assert.Equal(MailboxCondition.AccessDenied, Of("ErrorAccessDenied", FailureCategory.Refused).Condition);
        Assert.Equal(MailboxCondition.ConsentMissing, Of("Authorization_RequestDenied", FailureCategory.Refused).Condition);
        Assert.Equal(MailboxCondition.NoMailbox, Of("MailboxNotEnabledForRESTAPI", FailureCategory.MailboxUnavailable).Condition);
        Assert.Equal(MailboxCondition.NoDelegation, Of("ErrorItemNotFound", FailureCategory.NotFound).Condition);
        Assert.Equal(MailboxCondition.AddressUnknown, Of("ErrorInvalidUser", FailureCategory.MailboxUnavailable).Condition);
    }

    [Fact]
    public void F62_a_refusal_right_after_the_scope_was_changed_is_waited_for()
    {
        var advice = Adviser.Of(new Failure(FailureCategory.Refused, "ErrorAccessDenied"), About with { IsNew = true });
        Assert.Equal((MailboxCondition.AccessPending, MailboxOwner.Nobody, ErrorRemedy.Wait), (advice.Condition, advice.Owner, advice.Remedy));
    }

    [Fact]
    public void F63_a_mailbox_that_worked_and_is_gone_was_deleted_and_not_misspelt()
    {
        var gone = new DirectoryFacts(default, Exists: false, IsLicensed: false, IsSynchronised: false);
        var advice = Adviser.Of(new Failure(FailureCategory.MailboxUnavailable, "ErrorInvalidUser"), About with { HasWorked = true, Directory = gone });
        Assert.Equal((MailboxCondition.Deleted, ErrorRemedy.ProvideMailbox), (advice.Condition, advice.Remedy));
    }

    [Fact]
    public void F64_access_that_is_too_wide_leads_to_the_apps_permissions()
    {
        var advice = Adviser.OfWideScope(App);
        Assert.Equal((MailboxCondition.ScopeTooWide, ErrorRemedy.NarrowScope), (advice.Condition, advice.Remedy));
        Assert.EndsWith($"CallAnAPI/appId/{Client}", advice.Link!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public void N044_the_size_limit_of_policies_is_recognised_in_what_somebody_pastes()
    {
        var advice = Adviser.OfText("New-ApplicationAccessPolicy : The total size of App Access Policies exceeded the limit.", About);
        Assert.Equal((ErrorCause.PolicyRoom, MailboxOwner.ExchangeAdministrator, ErrorRemedy.ShortenPolicies), (advice!.Cause, advice.Owner, advice.Remedy));
        Assert.Contains("Get-ApplicationAccessPolicy", advice.Command, StringComparison.Ordinal);
        Assert.Equal(MailboxCondition.SecretExpired, Adviser.OfText("… AADSTS7000222: The provided client secret keys …", About)?.Condition);
        Assert.Null(Adviser.OfText("It does not work.", About));
    }

    private static ErrorAdvice Of(string code, FailureCategory category) => Adviser.Of(new Failure(category, code), About);

    private static Failure Failed(ErrorTopic topic, int status, string code)
    {
        var target = topic switch { ErrorTopic.Subscription => GraphTarget.Subscription, ErrorTopic.Directory => GraphTarget.Directory, _ => GraphTarget.Mail };
        var body = Encoding.UTF8.GetBytes($$$"""{"error":{"code":"{{{code}}}","message":"m"}}""");
        return GraphErrors.Map(new GraphCall(RequestMethod.Get, "Test", target, "s", "u"), new GraphAnswer(status, body), null, default);
    }
}
