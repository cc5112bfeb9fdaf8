using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Cards;

public class HostileMailTests
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\u202A\u202B\u202D\u202E\u2066\u2067\u200E\u200F\0\u0001");

    private static readonly string[] Pieces =
    [
        "**bold**", "[x](http://evil.example)", "<at>Megan</at>", "<b>", "</p><script>alert(1)</script>", "\u202Eevil", "\0\u0001\u009F", "שלום", "日本語の本文", "👩‍👩‍👧",
        "{{DATE(2017-02-14T06:08:39Z, SHORT)}}", "${name}", "\"\\", "\uD83D", "\n\n\n", "{0}{1}", new string('x', 3_000), new string('a', 500) + " ", "&#x202E;", "é̂̂̂̂̂̂̂̂̂̂",
    ];

    [Fact]
    public void F57_any_mail_makes_a_valid_card_and_none_of_its_text_is_read_as_Markdown()
    {
        var text = Gen.Choose(0, 40).SelectMany(count => Gen.Elements(Pieces).ArrayOf(count)).Select(string.Concat);
        var mail = text.ArrayOf(8).SelectMany(texts => Gen.Choose(0, 500).SelectMany(people => Gen.Choose(0, 60).SelectMany(files =>
            Gen.Elements(Enum.GetValues<TaskViewKind>()).SelectMany(kind => Gen.Elements(true, false).Select(html => View(texts, people, files, kind, html))))));
        Prop.ForAll(mail.ToArbitrary(), Check).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("日")]
    [InlineData("😀")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("\"")]
    [InlineData("é ")]
    [InlineData("x\n")]
    [InlineData("> quoted line\n")]
    public void F57_a_mail_of_one_thing_only_fits(string thing)
    {
        var body = string.Concat(Enumerable.Repeat(thing, 5_000_000 / thing.Length));
        var people = Enumerable.Repeat(new MailAddress(body, body), 500).ToList();
        Check(SampleViews.View(TaskViewKind.Mine) with
        {
            ReplyTo = people,
            ReplyCc = people,
            ReplyToDiffers = true,
            Attachments = [.. Enumerable.Repeat(new MailAttachment("a", body, null, long.MaxValue, false), 100)],
            Mail = SampleViews.Mail with { Body = new MailBody(false, body), Subject = body, Preview = body, From = people[0], Cc = people },
        });
    }

    [Theory]
    [InlineData("語")]
    [InlineData("😀")]
    public void Text_typed_in_the_widest_script_still_fits_the_form(string letter)
    {
        var view = SampleViews.View(TaskViewKind.Mine) with { ReplyCc = [.. Enumerable.Repeat(new MailAddress(new string('日', 300), new string('本', 300)), 500)] };
        var card = ReplyForm.Draw(view, SampleViews.Reader("de"), new ReplyDraftText(string.Concat(Enumerable.Repeat(letter, 10_000)), true, "x"), inWindow: false);
        Assert.Empty(CardRules.Mistakes(card.ToJson()));
    }

    [Fact]
    public void A_mail_without_From_and_subject_says_so()
    {
        var card = TaskCards.Draw(SampleViews.View(TaskViewKind.Offer) with { Mail = new MailItem { Id = SampleViews.Mail.Id, ReceivedAt = SampleViews.Now } }, SampleViews.Reader("en"));
        Assert.Contains("(no subject)", CardRules.Texts(card.ToJson(), "TextRun"));
        Assert.Contains("unknown sender", CardRules.Texts(card.ToJson(), "TextRun"));
    }

    [Theory]
    [InlineData("http://outlook.example/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a link")]
    [InlineData(null)]
    public void Only_https_is_opened(string? link)
    {
        var card = TaskCards.Draw(SampleViews.View(TaskViewKind.Mine) with { Mail = SampleViews.Mail with { WebLink = link } }, SampleViews.Reader("en"));
        Assert.DoesNotContain("Action.OpenUrl", card.ToJson().GetRawText(), StringComparison.Ordinal);
    }

    private static TaskView View(string[] texts, int people, int files, TaskViewKind kind, bool html)
    {
        var person = new MailAddress(texts[0] + "@x.example", texts[1]);
        return SampleViews.View(kind) with
        {
            ServiceName = texts[2],
            MailboxName = texts[2],
            OtherName = texts[3],
            FailureCode = texts[3],
            WhyMe = [new Reason(texts[4], [texts[5]]), new Reason("presence_" + texts[4], [texts[5], texts[6]]), new Reason("at_limit", [texts[5]])],
            ReplyTo = [.. Enumerable.Repeat(person, people)],
            ReplyToDiffers = people % 2 == 0,
            JoinedMails = people,
            Attachments = [.. Enumerable.Repeat(new MailAttachment("a", texts[6], null, (long)people * files * 997, false), files)],
            Mail = SampleViews.Mail with
            {
                Subject = texts[4],
                Preview = texts[5],
                From = person,
                Cc = [.. Enumerable.Repeat(person, people)],
                Body = new MailBody(html, string.Concat(Enumerable.Repeat(texts[7] + "<br>\n", 30))),
                WebLink = "https://outlook.office365.com/?" + new string('i', people * 10),
            },
        };
    }

    private static readonly Type[] PhraseKinds = [.. typeof(Phrase).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(Phrase).Namespace)];

    private static void Check(TaskView view)
    {
        foreach (var words in Words.All)
        {
            var reader = SampleViews.Reader(words.Language);
            var phrases = PhraseKinds.SelectMany(kind => Enum.GetValues(kind).Cast<Enum>()).Select(phrase => words[phrase]).ToHashSet();
            foreach (var card in new[] { TaskCards.Draw(view, reader), ReplyForm.Draw(view, reader, new ReplyDraftText(view.Mail!.Subject), false), TasksCard.Draw(reader, null, [view, view, view, view, view, view, view]) })
            {
                var json = card.ToJson();
                Assert.Empty(CardRules.Mistakes(json));
                Assert.All(CardRules.Texts(json, "TextBlock"), text => Assert.Contains(text, phrases));
                Assert.DoesNotContain(CardRules.Texts(json, "TextRun"), text => text.AsSpan().ContainsAny(Forbidden));
                Assert.Contains(json.GetProperty("fallbackText").GetString()!, phrases);
            }
        }
    }
}
