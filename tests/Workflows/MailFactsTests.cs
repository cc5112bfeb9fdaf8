using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Workflows;

public sealed class MailFactsTests
{
    [Theory]
    [InlineData("Guten Tag, ich habe eine Frage zu meiner Rechnung. Vielen Dank", null, "de")]
    [InlineData("Hello, I have a question about my invoice. Thank you", null, "en")]
    [InlineData("Bonjour, je vous écris pour ma facture. Merci", null, "fr")]
    [InlineData("Buongiorno, ho una domanda sulla mia fattura. Grazie", null, "it")]
    [InlineData("Hola, tengo una pregunta sobre mi factura. Gracias", null, "es")]
    [InlineData("Goedemorgen, ik heb een vraag over mijn factuur. Bedankt", null, "nl")]
    [InlineData("Olá, tenho uma pergunta sobre a minha fatura. Obrigado", null, "pt")]
    [InlineData("Dzień dobry, mam pytanie do mojej faktury. Dziękuję", null, "pl")]
    [InlineData("Guten Tag, ich habe eine Frage zu meiner Rechnung.", "en-US", "de")]
    [InlineData("4711", "de-DE", "de")]
    [InlineData("4711", "en", "en")]
    [InlineData("4711", "nonsense", null)]
    [InlineData("4711", null, null)]
    [InlineData("", null, null)]
    public void The_language_is_told_by_small_words_and_else_by_the_header(string text, string? header, string? language) =>
        Assert.Equal(language, MailLanguage.Of(text, header));

    [Theory]
    [InlineData("Authentication-Results", "spf=pass; dkim=pass; dmarc=pass action=none", "pass", "normal")]
    [InlineData("Authentication-Results", "spf=fail; DMARC=fail action=oreject", "fail", "normal")]
    [InlineData("Authentication-Results", "spf=none; dmarc=bestguesspass action=none", "none", "normal")]
    [InlineData("X-Other", "dmarc=pass", "none", "normal")]
    [InlineData("Sensitivity", "Company-Confidential", "none", "confidential")]
    [InlineData("sensitivity", "private", "none", "private")]
    [InlineData("Sensitivity", "unheard", "none", "normal")]
    public void Dmarc_and_sensitivity_stand_in_headers(string name, string value, string dmarc, string sensitivity)
    {
        var facts = MailFacts.Of(Mail() with { Headers = [new(name, value)] }, "", []);

        Assert.Equal((dmarc, sensitivity), (facts.Dmarc, facts.Sensitivity));
    }

    [Fact]
    public void A_mail_without_anything_has_facts_too()
    {
        var facts = MailFacts.Of(Mail(), "", []);

        Assert.Equal(("", "", 0L, false, "normal"), (facts.Sender, facts.Subject, facts.Size, facts.HasAttachments, facts.Importance));
        Assert.Empty(facts.Recipients);
    }

    private static MailItem Mail() => new() { Id = new("m"), ReceivedAt = DateTimeOffset.UnixEpoch };
}
