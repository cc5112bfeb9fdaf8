using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Services;

public sealed class ServiceTargetsTests
{
    private static readonly ServiceTargets Some = new() { Normal = new(240, 960), Highest = new(30), Low = new(FinishMinutes: 4000) };

    [Theory]
    [InlineData(TaskPriority.Normal, 240, 960)]
    [InlineData(TaskPriority.Highest, 30, 960)]
    [InlineData(TaskPriority.High, 240, 960)]
    [InlineData(TaskPriority.Low, 240, 4000)]
    [InlineData(TaskPriority.Lowest, 240, 960)]
    public void A_priority_has_its_own_times_and_else_those_of_normal_tasks(TaskPriority priority, int first, int finish) =>
        Assert.Equal(new TargetTimes(first, finish), Some.For(priority));

    [Theory]
    [InlineData(null, 100, 85.0)]
    [InlineData(15, 100, 85.0)]
    [InlineData(50, 100, 50.0)]
    [InlineData(90, 100, 50.0)]
    [InlineData(1440, 1, 0.5)]
    [InlineData(0, 100, null)]
    public void The_reminder_comes_so_long_before_but_never_in_the_first_half(int? setting, int target, double? expected) =>
        Assert.Equal(expected, new ServiceTargets { ReminderMinutes = setting }.UntilReminder(TimeSpan.FromMinutes(target))?.TotalMinutes);

    /// <summary>The example of docs/routing.md.</summary>
    [Fact]
    public void A_mail_of_Friday_afternoon_is_due_on_Monday_morning()
    {
        var weekdays = Enum.GetValues<DayOfWeek>().Where(day => day is not DayOfWeek.Saturday and not DayOfWeek.Sunday);
        var office = new Calendar { TimeZone = "Europe/Berlin", Hours = [.. weekdays.SelectMany(day => new OpenHours[] { new(day, new(8, 0), new(12, 0)), new(day, new(13, 0), new(17, 0)) })] };
        var friday = new DateTimeOffset(2026, 11, 20, 15, 30, 0, TimeSpan.FromHours(1));
        var target = TimeSpan.FromHours(4);

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 10, 30, 0, TimeSpan.FromHours(1)), office.AddBusinessTime(friday, target));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 54, 0, TimeSpan.FromHours(1)), office.AddBusinessTime(friday, Some.UntilReminder(target)!.Value));
    }
}
