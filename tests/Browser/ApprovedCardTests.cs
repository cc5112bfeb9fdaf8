using Microsoft.Playwright;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>Every approved card of the bot, drawn by the official renderer in both themes.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ApprovedCardTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_approved_card_is_drawn_whole_and_axe_finds_nothing_serious(ColorScheme theme)
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium, theme: theme);
        var files = Directory.GetFiles(RepositoryFolder.Of("tests", "Cards", "Approved"), "*.json").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);

        foreach (var file in files)
        {
            var broken = await sandbox.Page.EvaluateAsync<string?>(
                """
                async json => {
                  const { renderCard } = await import("/js/cards.js");
                  const frame = Object.assign(document.createElement("div"), { className: "card" });
                  frame.append(renderCard(JSON.parse(json), {}));
                  document.querySelector("#messages").replaceChildren(frame);
                  return frame.querySelector(".card-broken")?.textContent ?? null;
                }
                """,
                await File.ReadAllTextAsync(file));

            var name = Path.GetFileNameWithoutExtension(file);
            Assert.True(broken is null, $"{name}: {broken}");
            var findings = await sandbox.AxeFindingsAsync("#messages");
            Assert.True(findings.Count == 0, $"{name}: {string.Join(Environment.NewLine, findings)}");
        }

        Assert.Empty(sandbox.Errors);
    }
}
