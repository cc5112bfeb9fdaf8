using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>
/// Tells whether a mail says thank you and nothing else (F-49). It must contain a word of thanks, and after all words of courtesy and names are taken away nothing
/// may be left: a customer who wants something is never taken for one who is content.
/// </summary>
public static partial class Thanks
{
    /// <summary>Longer texts say more than thanks.</summary>
    private const int MostCharacters = 400;

    private static readonly string[] Thanking =
    [
        "thanks again", "thank you again", "thank you", "thanks", "thank", "thx", "cheers", "vielen dank", "herzlichen dank", "besten dank", "danke", "dankeschön", "merci", "muchas gracias", "gracias",
        "grazie", "bedankt", "dank je", "dank u", "hartelijk dank", "dziękuję", "dziękuje", "dzięki", "obrigado", "obrigada", "ありがとうございました", "ありがとうございます", "ありがとう",
        "teşekkür ederim", "teşekkür ederiz", "teşekkürler", "sağ olun", "tack", "tusen tack",
    ];

    /// <summary>Words that ask for nothing. No negation, no wish, no complaint, no noun of business is among them.</summary>
    private static readonly HashSet<string> Courtesy = new(StringComparer.OrdinalIgnoreCase)
    {
        // en
        "you", "very", "much", "so", "many", "a", "lot", "million", "kind", "for", "great", "all", "and", "have", "nice", "good", "day", "weekend", "evening", "week", "perfect", "super",
        "excellent", "wonderful", "awesome", "appreciated", "best", "warm", "regards", "sincerely", "yours", "hi", "hello", "dear", "mr", "mrs", "ms", "that", "it", "this",
        "works", "worked", "now", "solved", "fine", "ok", "okay", "team", "everyone",
        // de
        "für", "die", "der", "das", "den", "dem", "ihre", "ihrer", "deine", "eure", "schnelle", "schnellen", "rasche", "tolle", "nette", "hilfe", "antwort", "rückmeldung", "unterstützung",
        "auskunft", "mit", "freundlichen", "freundlicher", "grüßen", "gruß", "grüße", "viele", "liebe", "beste", "herzliche", "schöne", "schönes", "schönen", "wochenende", "tag", "abend", "hallo",
        "guten", "morgen", "frau", "herr", "sehr", "geehrte", "geehrter", "es", "hat", "geklappt", "funktioniert", "jetzt", "prima", "toll", "alles", "gut", "klasse", "vielen", "dank",
        "herzlichen", "besten", "und",
        // fr
        "beaucoup", "pour", "votre", "ton", "aide", "réponse", "rapide", "bien", "cordialement", "parfait", "bonjour", "madame", "monsieur", "bonne", "journée", "à", "vous", "très", "rapidité",
        // es
        "muchas", "muchísimas", "por", "su", "tu", "ayuda", "respuesta", "rápida", "un", "saludo", "saludos", "cordiales", "hola", "perfecto", "excelente", "buen", "día", "todo",
        // it
        "mille", "tante", "per", "l'aiuto", "aiuto", "risposta", "veloce", "cordiali", "saluti", "buona", "giornata", "ciao", "buongiorno", "ottimo", "l",
        // nl
        "hartelijk", "heel", "erg", "voor", "de", "het", "je", "uw", "jullie", "snelle", "hulp", "antwoord", "reactie", "met", "vriendelijke", "groet", "groeten", "fijne", "dag", "hoi", "u", "bedankt",
        // pl
        "bardzo", "za", "pomoc", "szybką", "odpowiedź", "pozdrawiam", "serdecznie", "miłego", "dnia", "dzień", "dobry", "pani", "panie", "i",
        // pt
        "muito", "pela", "pelo", "sua", "ajuda", "resposta", "cumprimentos", "atenciosamente", "bom", "dia", "boa", "tarde", "olá", "tudo", "certo",
        // tr
        "yardımınız", "yardımlarınız", "için", "çok", "ederim", "ederiz", "saygılarımla", "iyi", "günler", "merhaba", "hızlı", "cevabınız", "bey", "hanım",
        // sv
        "så", "mycket", "med", "hjälpen", "för", "hjälp", "svaret", "snabba", "vänliga", "vänlig", "hälsningar", "hälsning", "hej", "bra", "allt", "ha", "det",
    };

    // Without spaces between words, what belongs to courtesy is taken away as it stands.
    private static readonly string[] Phrases =
    [
        "ご対応", "ご連絡", "ご返信", "ご回答", "お世話になっております", "今後ともよろしくお願いいたします", "今後ともよろしくお願いします", "よろしくお願いいたします", "よろしくお願いします",
        "誠に", "どうも", "大変", "早速の", "助かりました", "様", "さん",
    ];

    /// <param name="names">Names of our people, who are greeted.</param>
    public static bool IsAll(MailItem mail, IEnumerable<string> names)
    {
        var own = OwnWords.Of(mail);
        if (own.Length is 0 or > MostCharacters || own.Contains('?', StringComparison.Ordinal) || own.Contains('？', StringComparison.Ordinal))
            return false;
        var text = own.ToLowerInvariant();
        var isThanking = false;
        foreach (var word in Thanking)
        {
            var without = Regex.Replace(text, Boundary(word), " ", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            isThanking |= without.Length != text.Length || without != text;
            text = without;
        }

        if (!isThanking)
            return false;
        text = YourHelp().Replace(text, " ");
        foreach (var phrase in Phrases)
            text = text.Replace(phrase, " ", StringComparison.Ordinal);
        var known = names.Append(mail.From?.Name ?? "").Append(mail.SenderName()).SelectMany(name => Words().Matches(name.ToLowerInvariant()).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
        // "Thanks for nothing" and "no thanks" leave a word that is no courtesy; "PS" does as well.
        return Words().Matches(text).All(word => Courtesy.Contains(word.Value) || known.Contains(word.Value));
    }

    // Scripts without spaces have no word boundaries.
    private static string Boundary(string word) => word[0] < '\u3000' ? $@"(?<![\p{{L}}]){Regex.Escape(word)}(?![\p{{L}}])" : Regex.Escape(word);

    // "Thank you for your quick help"; the word alone could be a cry for it.
    [GeneratedRegex(@"\b(your|the)( (very|quick|fast|prompt|kind|great|good|excellent))*( (and|&))?( (quick|fast|prompt|kind|great))* (help|reply|answer|response|support|service|assistance|information|info)\b")]
    private static partial Regex YourHelp();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{M}\p{N}']*")]
    private static partial Regex Words();
}
