namespace TeamsEmailBot.Core.Tasks;

/// <summary>Why a mail cannot be read on the card in full; Outlook can show what is missing (F-13, F-52 to F-56).</summary>
public enum ReadingNote
{
    /// <summary>Encrypted for somebody else's key (S/MIME, PGP).</summary>
    Encrypted,

    /// <summary>Protected by rights management; Outlook shows it to those who may read it.</summary>
    RightsProtected,

    /// <summary>Signed in a way that hides the text.</summary>
    SignedOpaque,

    /// <summary>Signed; the text is readable, the signature was not checked.</summary>
    SignedReadable,

    /// <summary>The content is in a winmail.dat.</summary>
    Winmail,

    /// <summary>Files are still being examined for malware; they appear later.</summary>
    BeingScanned,
}
