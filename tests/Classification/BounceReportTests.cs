using System.Text;
using TeamsEmailBot.Core.Classification;

namespace TeamsEmailBot.Tests.Classification;

public sealed class BounceReportTests
{
    [Theory]
    [InlineData("bounce-postfix", true, "5.1.1")]
    [InlineData("bounce-postfix-full", true, "5.2.2")]
    [InlineData("bounce-exchange-online", true, "5.1.10")]
    [InlineData("bounce-gateway-report-only", true, "5.7.1")]
    [InlineData("bounce-gmail", true, "5.1.1")]
    [InlineData("bounce-exim", null, "5.1.1")]
    [InlineData("bounce-qmail", null, "5.1.1")]
    [InlineData("delay-postfix", false, "4.4.1")]
    [InlineData("delay-gmail", false, "4.4.1")]
    [InlineData("receipt-thunderbird", null, null)]
    public void F44_a_report_tells_which_mail_it_is_about_and_why(string name, bool? isFinal, string? status)
    {
        var report = BounceReport.Read(Encoding.UTF8.GetBytes(EmlFile.Named(name).Mime));

        Assert.Contains("<our-answer@contoso.example>", report.Ids);
        Assert.DoesNotContain(report.Ids, id => id.StartsWith($"<{name}", StringComparison.Ordinal));
        Assert.Equal((isFinal, status), (report.IsFinal, report.Status));
    }

    [Fact]
    public void Whatever_comes_is_read_without_harm()
    {
        var chance = new Random(7);
        foreach (var file in EmlFile.Corpus)
        {
            var bytes = Encoding.UTF8.GetBytes(file.Mime);
            for (var round = 0; round < 20; round++)
            {
                var broken = bytes.ToArray();
                for (var hit = 0; hit < 10; hit++)
                    broken[chance.Next(broken.Length)] = (byte)chance.Next(256);
                Assert.NotNull(BounceReport.Read(broken.AsMemory(0, chance.Next(broken.Length + 1))));
            }
        }
    }

    [Fact]
    public void Mails_within_mails_without_end_are_read_to_a_depth()
    {
        var nested = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 5_000)) + "Message-ID: <deep@x>\r\n\r\n";

        Assert.DoesNotContain("<deep@x>", BounceReport.Read(Encoding.UTF8.GetBytes(nested)).Ids);
    }

    [Theory]
    [InlineData("text/rfc822-headers", "base64", "TWVzc2FnZS1JRDogPG9uZUB4Lnk+Cg==")]
    [InlineData("message/rfc822", "quoted-printable", "Message-ID: =3Cone@x.y=\r\n>\r\n\r\ntext")]
    [InlineData("message/global-headers", "8bit", "Message-ID:\r\n <one@x.y>")]
    public void The_original_is_found_in_every_encoding(string type, string encoding, string body)
    {
        var mime = $"Content-Type: multipart/report; boundary=\"a b\"\r\nMessage-ID: <report@x>\r\n\r\n--a b\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n--a b--\r\n";

        Assert.Equal(["<one@x.y>"], BounceReport.Read(Encoding.UTF8.GetBytes(mime)).Ids);
    }
}
