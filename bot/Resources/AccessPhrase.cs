namespace TeamsEmailBot.Bot.Resources;

/// <summary>Texts about the bot's access to Microsoft 365: consent, its landing page, the end of credentials.</summary>
internal enum AccessPhrase
{
    ConsentGranted,
    ConsentChecked,
    ConsentNone,
    ConsentNoSignIn,
    ConsentDeclined,
    ConsentWrongTenant,
    ExpirySecret,
    ExpiryCertificate,
    LandingDone,
    LandingNotDone,
    LandingGranted,
    LandingDeclined,
    LandingExpired,
    LandingUsed,
    LandingUnknown,
    LandingWrongTenant,
    LandingLater,
}
