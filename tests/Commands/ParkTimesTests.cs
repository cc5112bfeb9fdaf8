using System.Globalization;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>The times that tasks are parked until, as people write them; it is Friday, 27 November 2026, 16:05 in Berlin.</summary>
public sealed class ParkTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly Core.Services.Calendar Week = new()
    {
        TimeZone = "Europe/London",
        Hours = [.. Enumerable.Range(1, 5).Select(day => new OpenHours((DayOfWeek)day, new(9, 0), new(17, 0)))],
    };

    [Theory]
    [InlineData("2h", "2026-11-27 17:05")]
    [InlineData("90 min", "2026-11-27 16:35")]
    [InlineData("3 Tage", "2026-11-30 15:05")]
    [InlineData("17:30", "2026-11-27 16:30")]
    [InlineData("9:00", "2026-11-28 08:00")]
    [InlineData("2026-12-01 09:00", "2026-12-01 08:00")]
    [InlineData("1.12.2026 9:00", "2026-12-01 08:00")]
    [InlineData("2027-07-01 09:00", "2027-07-01 07:00")]
    [InlineData("2027-03-28 02:30", "2027-03-28 01:30")]
    [InlineData("Tomorrow.", "2026-11-30 09:00")]
    [InlineData("morgen", "2026-11-30 09:00")]
    [InlineData("2026-12-02", "2026-12-02 09:00")]
    [InlineData("30", null)]
    [InlineData("400d", null)]
    [InlineData("0h", null)]
    [InlineData("soon", null)]
    [InlineData("25:00", null)]
    [InlineData("٣h", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("1.1.0001 0:00", null)]
    [InlineData("9999-12-31", null)]
    [InlineData("9999-12-31 23:59", null)]
    [InlineData("", null)]
    public void A_time_is_read_by_the_persons_clock_and_a_day_by_the_hours_of_the_service(string given, string? utc) => Assert.Equal(utc, Show(At(Week).Read(given)));

    [Theory]
    [InlineData("tomorrow", "2026-11-28 07:00")]
    [InlineData("2026-12-02", "2026-12-02 07:00")]
    public void A_service_without_hours_begins_its_day_at_eight_by_the_persons_clock(string given, string utc) => Assert.Equal(utc, Show(At(Core.Services.Calendar.AlwaysOpen).Read(given)));

    [Theory]
    [InlineData("2h waiting for customer", ParkKind.WaitingForCustomer, "2026-11-27 17:05")]
    [InlineData("2h, warte auf Kunden", ParkKind.WaitingForCustomer, "2026-11-27 17:05")]
    [InlineData("2h", ParkKind.Later, "2026-11-27 17:05")]
    [InlineData("waiting", ParkKind.Later, null)]
    public void What_is_typed_may_say_that_the_customer_is_waited_for(string given, ParkKind kind, string? utc)
    {
        var (until, why) = At(Week).ReadTyped(given);
        Assert.Equal((kind, utc), (why, Show(until)));
    }

    private static ParkTimes At(Core.Services.Calendar hours) => new(hours, Berlin, new DateTimeOffset(2026, 11, 27, 15, 5, 0, TimeSpan.Zero));

    private static string? Show(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
