using System.Text.Encodings.Web;
using System.Text.Json;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>
/// Compares a card with the file somebody looked at and approved. A difference fails with the first lines that differ and leaves what was received under
/// <c>artifacts/cards</c>. To approve, look at the card as the agent would, then run with <c>APPROVE_CARDS=1</c>.
/// </summary>
internal static class ApprovedCard
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Check(string name, AdaptiveCard card)
    {
        var received = JsonSerializer.Serialize(card.ToJson(), Readable).ReplaceLineEndings("\n") + "\n";
        var approvedFile = RepositoryFolder.Of("tests", "Cards", "Approved", name + ".json");
        if (Environment.GetEnvironmentVariable("APPROVE_CARDS") == "1")
            File.WriteAllText(approvedFile, received);
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (received == approved)
            return;
        var receivedFile = RepositoryFolder.Of("artifacts", "cards", name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(receivedFile)!);
        File.WriteAllText(receivedFile, received);
        Assert.Fail($"The card '{name}' differs from its approved file; received: artifacts/cards/{name}.json\n{Difference(approved, received)}");
    }

    private static string Difference(string approved, string received)
    {
        var (before, after) = (approved.Split('\n'), received.Split('\n'));
        var line = 0;
        while (line < Math.Min(before.Length, after.Length) && before[line] == after[line])
            line++;
        return string.Join('\n', new[] { $"line {line + 1}:" }
            .Concat(before.Skip(line).Take(5).Select(text => "- " + text))
            .Concat(after.Skip(line).Take(5).Select(text => "+ " + text)));
    }
}
