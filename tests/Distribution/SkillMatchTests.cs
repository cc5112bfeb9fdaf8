using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Distribution;

public sealed class SkillMatchTests
{
    private static readonly RequiredSkill[] Required = [new("French", 3), new("Billing", 2)];

    [Theory]
    [InlineData("french 3, BILLING 2", 0, 0, "")]
    [InlineData("French 5, Billing 3, Golf 5", 0, 3, "")]
    [InlineData("French 3", 2, 0, "Billing")]
    [InlineData("French 1, Billing 5", 2, 3, "French")]
    [InlineData("", 5, 0, "French, Billing")]
    public void A_fit_counts_what_is_missing_and_what_is_above(string skills, int gap, int surplus, string missing)
    {
        var fit = SkillMatch.Of(Required, [.. skills.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(text => new AgentSkill(text.Split(' ')[0], text[^1] - '0'))]);

        Assert.Equal((gap, surplus, missing), (fit.Gap, fit.Surplus, string.Join(", ", fit.Missing.Select(skill => skill.Name))));
    }

    [Fact]
    public void What_requires_nothing_fits_everybody() => Assert.Equal((0, 0), (SkillMatch.Of([], [new("French", 5)]).Gap, SkillMatch.Of([], [new("French", 5)]).Surplus));

    [Fact]
    public void A_gap_closes_by_one_level_a_minute_so_that_everybody_is_suitable_in_the_end()
    {
        var received = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(received, SkillMatch.SuitableFrom(SkillMatch.Of(Required, [new("French", 3), new("Billing", 2)]), received));
        Assert.Equal(received.AddMinutes(2), SkillMatch.SuitableFrom(SkillMatch.Of(Required, [new("French", 3)]), received));
        Assert.Equal(received.AddMinutes(Required.Sum(skill => skill.Level)), SkillMatch.SuitableFrom(SkillMatch.Of(Required, []), received));
    }
}
