using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>Mailboxes and customers in the control API.</summary>
internal static class MailEndpoints
{
    public static void MapMail(this IEndpointRouteBuilder routes, SimulatedTenant tenant)
    {
        routes.MapGet("/mailboxes/{id}/folders/{folderId}/messages", (string id, string folderId) =>
            ControlAnswers.RunAsync(() => List(tenant.State, id, folderId), ControlJson.Default.MessagesView));
        routes.MapGet("/mailboxes/{id}/messages/{messageId}", (string id, string messageId) =>
            ControlAnswers.RunAsync(() => Read(tenant.State, id, messageId), ControlJson.Default.MessageView));
        routes.MapPost("/mailboxes/{id}/deliver", (string id, HttpRequest request) =>
            ControlAnswers.RunAsync(() => DeliverAsync(tenant, id, request), ControlJson.Default.CreatedView, 201));
        routes.MapPost("/mailboxes/{id}/messages/{messageId}/move", (string id, string messageId, HttpRequest request) =>
            ControlAnswers.RunAsync(() => MoveAsync(tenant, id, messageId, request), ControlJson.Default.CreatedView));
        routes.MapDelete("/mailboxes/{id}/messages/{messageId}", (string id, string messageId) =>
            ControlAnswers.RunAsync(() => Delete(tenant, id, messageId), ControlJson.Default.DoneView));
        routes.MapGet("/customers/{address}/mails", (string address) => ControlAnswers.RunAsync(
            () => new CustomerMailsView([.. tenant.Mail.CustomerMails(address).Reverse().Select(Customer)]), ControlJson.Default.CustomerMailsView));
    }

    private static Mailbox Find(TenantState state, string id) =>
        state.Exchange.Find(id) ?? throw new ControlRefusal(404, "There is no such mailbox; GET /sandbox/state lists them.");

    private static StoredMessage Find(TenantState state, Mailbox mailbox, string id) =>
        // A link to Outlook carries the mutable id, which may hold slashes; routing leaves just those escaped.
        mailbox.FindMessage(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), state.Now) ?? throw new ControlRefusal(404, "There is no such message in this mailbox (any more).");

    private static MessagesView List(TenantState state, string id, string folderId)
    {
        lock (state.Sync)
        {
            var mailbox = Find(state, id);
            var folder = mailbox.FindFolder(folderId) ?? throw new ControlRefusal(404, "There is no such folder in this mailbox.");
            return new MessagesView([.. mailbox.Visible(folder, state.Now).OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Sequence).Select(Line)]);
        }
    }

    private static MessageLineView Line(StoredMessage m) => new(
        m.ImmutableId, m.Subject, StateReader.Address(m.From), m.ReceivedAt, m.Body.Preview, m.IsRead, m.Attachments.Exists(a => !a.File.IsInline), m.IsDraft);

    private static MessageView Read(TenantState state, string id, string messageId)
    {
        lock (state.Sync)
        {
            var m = Find(state, Find(state, id), messageId);
            return new MessageView(
                m.ImmutableId, m.Subject, StateReader.Address(m.From), Addresses(m.To), Addresses(m.Cc), m.ReceivedAt, m.Body.SafeHtml, m.Body.Text,
                [.. m.Headers.Select(h => new HeaderView(h.Name, h.Value))],
                [.. m.Attachments.Select(a => new AttachmentView(a.File.Name, a.File.ContentType, a.Size))],
                m.Folder.Id, m.InternetMessageId);
        }
    }

    private static async Task<CreatedView> DeliverAsync(SimulatedTenant tenant, string id, HttpRequest request)
    {
        var mail = await ControlAnswers.ReadAsync(request, ControlJson.Default.DeliverRequest);
        Find(tenant.State, id);
        return new CreatedView(tenant.Mail.Deliver(id, new IncomingMail
        {
            From = mail.From is { } from ? One(from) : null,
            Subject = mail.Subject ?? "",
            Text = mail.Text,
            Html = mail.Html,
            To = mail.To is { } to ? Many(to) : null,
            Cc = Many(mail.Cc),
            ReplyTo = Many(mail.ReplyTo),
            Headers = [.. (mail.Headers ?? []).Select(h => new SandboxHeader(h.Name, h.Value))],
            Attachments = [.. (mail.Attachments ?? []).Select(File)],
            InternetMessageId = mail.InternetMessageId,
            InReplyTo = mail.InReplyTo,
            References = mail.References,
            Importance = mail.Importance ?? "normal",
            MessageClass = mail.MessageClass ?? "IPM.Note",
            DerivedType = mail.Meeting is null ? null : "eventMessageRequest",
            Meeting = mail.Meeting is { } meeting ? new SandboxMeeting("meetingRequest", meeting.Start, meeting.End, meeting.Location) : null,
        }));
    }

    private static async Task<CreatedView> MoveAsync(SimulatedTenant tenant, string id, string messageId, HttpRequest request)
    {
        var body = await ControlAnswers.ReadAsync(request, ControlJson.Default.MoveRequest);
        var folder = body.FolderId ?? throw new ControlRefusal(400, "Give folderId: an id from /sandbox/state or a well-known name.");
        Find(tenant.State, Find(tenant.State, id), messageId);
        return new CreatedView(tenant.Mail.MoveAsPerson(id, messageId, folder));
    }

    private static DoneView Delete(SimulatedTenant tenant, string id, string messageId)
    {
        Find(tenant.State, Find(tenant.State, id), messageId);
        tenant.Mail.DeleteAsPerson(id, messageId);
        return new DoneView();
    }

    private static CustomerMailView Customer(CustomerMail m) =>
        new(m.Id, new AddressView(m.From.Name, m.From.Address), Addresses(m.To), m.Subject, m.Html, m.ReceivedAt, m.InternetMessageId, m.InReplyTo);

    private static List<AddressView> Addresses(IReadOnlyList<SandboxAddress> addresses) => [.. addresses.Select(a => new AddressView(a.Name, a.Address))];

    private static SandboxAddress One(AddressView address) => string.IsNullOrWhiteSpace(address.Address)
        ? throw new ControlRefusal(400, "An address needs the member address.")
        : new SandboxAddress(address.Address, address.Name);

    private static List<SandboxAddress> Many(IReadOnlyList<AddressView>? addresses) => [.. (addresses ?? []).Select(One)];

    private static SandboxFile File(DeliverAttachment attachment)
    {
        try
        {
            return new SandboxFile(
                attachment.Name, attachment.ContentType ?? "application/octet-stream", Convert.FromBase64String(attachment.ContentBase64),
                attachment.IsInline ?? false, attachment.ContentId);
        }
        catch (FormatException)
        {
            throw new ControlRefusal(400, $"contentBase64 of '{attachment.Name}' is not base64.");
        }
    }
}
