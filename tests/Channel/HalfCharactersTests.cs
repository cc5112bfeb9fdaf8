using System.Text;
using TeamsEmailBot.Bot.Channel;

namespace TeamsEmailBot.Tests.Channel;

public sealed class HalfCharactersTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"b"}""")]
    [InlineData("""{"a":"\ud83d"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\uDC00 x"}""", """{"a":"\ufffd x"}""")]
    [InlineData("""{"\ud800":1}""", """{"\ufffd":1}""")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", """{"a":"\ufffd\ud83d\ude00"}""")]
    [InlineData("""{"a":"\ude00\ud83d"}""", """{"a":"\ufffd\ufffd"}""")]
    [InlineData("""{"a":"\ud83d\ude00 \u00e4"}""", """{"a":"\ud83d\ude00 \u00e4"}""")]
    [InlineData("""{"a":"\\ud83d"}""", """{"a":"\\ud83d"}""")]
    [InlineData("""{"a":"\\\ud83d\\"}""", """{"a":"\\\ufffd\\"}""")]
    [InlineData("""{"a":"\ud8""", """{"a":"\ud8""")]
    [InlineData("""{"a":"\""", """{"a":"\""")]
    [InlineData("""{"a":"\u+123"}""", """{"a":"\u+123"}""")]
    public void Half_a_character_becomes_the_replacement_and_nothing_else_changes(string json, string mended) =>
        Assert.Equal(mended, Encoding.UTF8.GetString(HalfCharacters.Mend(Encoding.UTF8.GetBytes(json))));
}
