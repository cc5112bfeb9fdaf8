using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>Reports of Exchange and of foreign mail servers: not delivered, or late.</summary>
internal static class BounceRules
{
    private static readonly string[] Servers = ["mailer-daemon", "mailerdaemon", "mail-daemon", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e"];

    private static readonly string[] Late =
    [
        "Delivery Status Notification (Delay)", "Delivery delayed", "Delayed Mail", "Warning: message", "Warning: could not send message", "Mail delivery delayed",
        "Zustellung verzögert", "Remise retardée", "Entrega retrasada", "Consegna ritardata", "Bezorging vertraagd", "Dostarczanie opóźnione", "Entrega atrasada",
        "配信の遅延", "Teslim gecikti",
    ];

    private static readonly string[] Failed =
    [
        "Undeliver", "Mail delivery failed", "Delivery Status Notification", "Delivery failure", "Delivery has failed", "Returned mail", "failure notice",
        "Mail System Error", "Unzustellbar", "Nicht zugestellt", "Non remis", "Échec de la remise", "No se puede entregar", "Mensaje no entregado",
        "Non recapitabile", "Mancato recapito", "Onbestelbaar", "Niet-bezorgd", "Niedostarczone", "Não é possível entregar", "Não entregue", "配信不能",
        "Teslim edilemedi", "Teslim edilemeyen",
    ];

    public static readonly MailRule[] All =
    [
        new(MailClass.DeliveryDelay, "delay_class", mail => mail.IsOfClass("REPORT.", ".Delayed.DR")),
        new(MailClass.DeliveryDelay, "delay_subject", mail => mail.SubjectStarts(Late) && (mail.IsReport("delivery-status") || IsServer(mail))),
        new(MailClass.Bounce, "ndr_class", mail => mail.IsOfClass("REPORT.", ".NDR")),
        new(MailClass.Bounce, "delivery_status", mail => mail.IsReport("delivery-status")),
        new(MailClass.Bounce, "failed_recipients", mail => mail.Header("X-Failed-Recipients") is not null),
        new(MailClass.Bounce, "mail_server", IsServer),
        // Some gateways report under a name of their own; nobody else writes such a subject with an empty envelope sender.
        new(MailClass.Bounce, "bounce_subject", mail => mail.HasNullReturnPath() && mail.SubjectStarts(Failed)),
    ];

    // Behind postmaster@ there is often a person; his mail has an envelope sender, a server's has none.
    private static bool IsServer(MailItem mail) =>
        Array.Exists(Servers, server => string.Equals(mail.SenderName(), server, StringComparison.OrdinalIgnoreCase))
        || string.Equals(mail.SenderName(), "postmaster", StringComparison.OrdinalIgnoreCase) && (mail.HasNullReturnPath() || mail.Header("Return-Path") is null);
}
