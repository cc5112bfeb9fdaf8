using System.Text.RegularExpressions;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>
/// Guesses the language of a text by the small words that every text of a language has. When they do not tell, the header Content-Language does; it says what the
/// sender's program was set to, not what he wrote.
/// </summary>
public static partial class MailLanguage
{
    /// <summary>So many words are looked at.</summary>
    private const int MostWords = 400;

    /// <summary>With fewer it could be a name or a foreign word.</summary>
    private const int FewestHits = 2;

    private static readonly Dictionary<string, HashSet<string>> SmallWords = new(StringComparer.Ordinal)
    {
        ["de"] = Words("der die das und ist nicht ich sie wir ein eine einen mit für auf von zu den dem des im am bei haben habe hat sind wird werden kann können bitte oder aber auch wenn nach wie noch meine meiner ihre ihnen uns unser unsere danke vielen dank hallo guten sehr geehrte herren mehr keine kein es zum zur"),
        ["en"] = Words("the and is not you we are have has with for this that from your my our would could please can will was were been it of to hello dear thank thanks regards there what when how but if they i do does did an at by be"),
        ["fr"] = Words("le la les et est pas je vous nous une un des du de dans pour avec sur que qui mais ou avez merci bonjour votre notre mon ma mes ce cette sont été plus être au aux ne s'il plaît cordialement"),
        ["it"] = Words("il lo la gli le e è non io voi noi una un del della dei di in per con su che chi ma o ho hai abbiamo grazie buongiorno salve vostro nostro mio mia questo questa sono stato più essere al alla cordiali saluti sia"),
        ["es"] = Words("el la los las y es no yo usted nosotros una un del de en para con sobre que quien pero o he ha hemos gracias hola buenos su nuestro mi este esta son sido más ser al lo por favor saludos estimado"),
        ["nl"] = Words("de het een en is niet ik u wij we met voor op van te aan in dat die maar of heb heeft hebben zijn wordt worden kan kunnen graag dank bedankt hallo goedemorgen uw onze mijn dit deze geen ook naar als wat hoe groet"),
        ["pt"] = Words("o a os as e é não eu você nós uma um do da dos de em para com sobre que quem mas ou tenho tem temos obrigado obrigada olá bom seu nosso meu minha este esta são sido mais ser ao à por favor cumprimentos"),
        ["pl"] = Words("i w z na do nie jest się to że co jak ja pan pani dla od po za przez czy ale lub mam ma są być proszę dziękuję dzień dobry mój moja nasz tego ten ta pozdrawiam"),
    };

    /// <summary>The code of the language (ISO 639), null when it cannot be told.</summary>
    public static string? Of(string text, string? contentLanguage)
    {
        var words = Word().EnumerateMatches(text);
        var hits = SmallWords.Keys.ToDictionary(language => language, _ => 0, StringComparer.Ordinal);
        for (var count = 0; count < MostWords && words.MoveNext(); count++)
        {
            var word = text.AsSpan(words.Current.Index, words.Current.Length).ToString().ToLowerInvariant();
            foreach (var (language, known) in SmallWords)
                if (known.Contains(word))
                    hits[language]++;
        }

        var best = hits.OrderByDescending(language => language.Value).Take(2).ToList();
        return best[0].Value >= FewestHits && best[0].Value > best[1].Value ? best[0].Key : FromHeader(contentLanguage);
    }

    private static string? FromHeader(string? header) => header is not null && Code().Match(header) is { Success: true } code ? code.Groups[1].Value.ToLowerInvariant() : null;

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];

    [GeneratedRegex(@"[\p{L}']{1,20}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*([A-Za-z]{2,3})(?:[-,;\s]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
